import { beforeAll, describe, expect, it } from 'vitest'
import { etagOf } from '../src/http/etag.ts'
import { ask } from './door/door.ts'
import {
  anybody,
  arrive,
  closed,
  consignLot,
  euros,
  openLot,
  type Person,
  placeBid,
  refusal,
} from './house.ts'

let seller: Person
let stranger: Person

beforeAll(async () => {
  ;[seller, stranger] = await Promise.all([arrive('Selma'), arrive('Ben')])
})

describe('a draft', () => {
  it('is changed by its seller, field by field', async () => {
    const draft = await consignLot(seller)

    const edited = await seller.editLot({
      lotId: draft.id,
      ifMatch: etagOf(draft),
      title: 'Telescope, six draws',
      startingPrice: euros(120),
    })

    expect(edited).toEqual({
      ...draft,
      slug: 'telescope-six-draws',
      title: 'Telescope, six draws',
      startingPrice: euros(120),
      version: draft.version + 1,
    })
    expect(await seller.readLot({ lotId: draft.id })).toEqual(edited)
  })

  it('keeps its version where nothing changes', async () => {
    const draft = await consignLot(seller)

    const edited = await seller.editLot({ lotId: draft.id, ifMatch: '*', title: draft.title })

    expect(edited).toEqual(draft)
  })

  it('gets a reserve, and loses it again', async () => {
    const { id: lotId } = await consignLot(seller)

    const reserved = await seller.editLot({ lotId, ifMatch: '*', reservePrice: euros(150) })
    const free = await seller.editLot({ lotId, ifMatch: '*', reservePrice: null })

    expect(reserved.reserveMet).toBe(false)
    expect(free.reserveMet).toBeNull()
  })

  it('cannot start above its reserve', async () => {
    const { id: lotId } = await consignLot(seller, { reservePrice: euros(150) })

    const asked = seller.editLot({ lotId, ifMatch: '*', startingPrice: euros(151) })

    expect(await refusal(asked)).toMatchObject({
      status: 422,
      errors: [{ pointer: '/reservePrice' }],
    })
  })

  it('is not there for anybody else to change', async () => {
    const { id: lotId } = await consignLot(seller)

    const problems = await Promise.all([
      refusal(stranger.editLot({ lotId, ifMatch: '*', title: 'Mine' })),
      refusal(stranger.withdrawLot({ lotId })),
    ])

    for (const problem of problems) expect(problem).toMatchObject({ status: 404 })
  })
})

describe('an edit of what has changed meanwhile', () => {
  it('is refused, and overwrites nothing', async () => {
    const draft = await consignLot(seller)
    const first = await seller.editLot({ lotId: draft.id, ifMatch: etagOf(draft), title: 'First' })

    const asked = seller.editLot({ lotId: draft.id, ifMatch: etagOf(draft), title: 'Second' })

    expect(await refusal(asked)).toMatchObject({ status: 412, code: 'stale' })
    expect(await seller.readLot({ lotId: draft.id })).toEqual(first)
  })

  it('is refused where it names a weak tag, for that compares nothing', async () => {
    const draft = await consignLot(seller)

    const asked = seller.editLot({ lotId: draft.id, ifMatch: `W/${etagOf(draft)}`, title: 'New' })

    expect(await refusal(asked)).toMatchObject({ status: 412, code: 'stale' })
  })

  it('passes where one of the tags is the right one', async () => {
    const draft = await consignLot(seller)
    const ifMatch = `"0-draft", ${etagOf(draft)}`

    const edited = await seller.editLot({ lotId: draft.id, ifMatch, title: 'New' })

    expect(edited.title).toBe('New')
  })

  it('is asked to say what it has seen', async () => {
    const draft = await consignLot(seller)

    const answer = await ask('PATCH', `/api/lots/${draft.id}`)
      .set('Authorization', `Bearer ${seller.token}`)
      .send({ title: 'New' })

    expect(answer.status).toBe(428)
    expect(answer.body).toMatchObject({ code: 'precondition-required' })
  })

  it('is refused where it names tags that the house never gave', async () => {
    const draft = await consignLot(seller)
    const ifMatch = `"made-up", "${draft.version + 1}-draft", "${draft.version}-live", ""`

    const asked = seller.editLot({ lotId: draft.id, ifMatch, title: 'New' })

    expect(await refusal(asked)).toMatchObject({ status: 412, code: 'stale' })
  })

  it.each([
    '',
    'latest',
    '1-draft',
    '"1-draft',
    'w/"1-draft"',
    '"1-draft" "2-draft"',
    '"1-draft", *',
  ])('is refused as unreadable where it names no tags: %j', async (ifMatch) => {
    const draft = await consignLot(seller)

    const asked = seller.editLot({ lotId: draft.id, ifMatch, title: 'New' })

    expect(await refusal(asked)).toMatchObject({ status: 400, code: 'malformed-request' })
    expect(await seller.readLot({ lotId: draft.id })).toEqual(draft)
  })
})

describe('a lot that everybody can see', () => {
  it('says what it says', async () => {
    const lot = await openLot(seller)

    const asked = seller.editLot({ lotId: lot.id, ifMatch: etagOf(lot), title: 'New' })

    expect(await refusal(asked)).toMatchObject({ status: 409, code: 'lot-not-draft' })
  })

  it("is the seller's to change or withdraw", async () => {
    const { id: lotId } = await openLot(seller)

    const problems = await Promise.all([
      refusal(stranger.editLot({ lotId, ifMatch: '*', title: 'Mine' })),
      refusal(stranger.withdrawLot({ lotId })),
    ])

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 403, code: 'not-your-lot' })
  })
})

describe('a lot that is withdrawn', () => {
  it('takes no bids any more, and can be withdrawn twice', async () => {
    const lot = await openLot(seller)

    await seller.withdrawLot({ lotId: lot.id })
    await seller.withdrawLot({ lotId: lot.id })

    const after = await anybody.readLot({ lotId: lot.id })
    expect(after).toMatchObject({ status: 'withdrawn', minimumBid: null, version: lot.version + 1 })
    const problem = await refusal(placeBid(stranger, lot, euros(100)))
    expect(problem).toMatchObject({ code: 'lot-not-live' })
  })

  it("stays its seller's secret where it was never scheduled", async () => {
    const { id: lotId } = await consignLot(seller)

    await seller.withdrawLot({ lotId })

    expect(await seller.readLot({ lotId })).toMatchObject({ status: 'withdrawn' })
    expect(await refusal(anybody.readLot({ lotId }))).toMatchObject({ status: 404 })
  })

  it('is found under its status', async () => {
    const lot = await openLot(seller)
    await seller.withdrawLot({ lotId: lot.id })

    const { items } = await anybody.listLots({ status: 'withdrawn', seller: seller.id })

    expect(items.map(({ id }) => id)).toContain(lot.id)
  })

  it('is not one that somebody has bid on', async () => {
    const lot = await openLot(seller)
    await placeBid(stranger, lot, euros(100))

    const problem = await refusal(seller.withdrawLot({ lotId: lot.id }))

    expect(problem).toMatchObject({ status: 409, code: 'lot-has-bids' })
  })

  it('is not one that has closed', async () => {
    const lot = await openLot(seller, { seconds: 1.5 })
    await closed(lot)

    const problem = await refusal(seller.withdrawLot({ lotId: lot.id }))

    expect(problem).toMatchObject({ status: 409, code: 'lot-closed' })
  })
})
