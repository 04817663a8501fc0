import { beforeAll, describe, expect, it } from 'vitest'
import { send } from '../requests.ts'
import {
  anonymous,
  newUser,
  untilClosed,
  consignLot,
  euros,
  openLot,
  type TestUser,
  placeBid,
  problemOf,
} from '../fixtures.ts'

/** The ETag of a lot. */
const etagOf = ({ version, status }: { version: number; status: string }) =>
  `"${version}-${status}"`

let seller: TestUser
let stranger: TestUser

beforeAll(async () => {
  ;[seller, stranger] = await Promise.all([newUser('Selma'), newUser('Ben')])
})

describe('editLot on a draft', () => {
  it('changes the given fields and raises the version', async () => {
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

  it('keeps the version if nothing changes', async () => {
    const draft = await consignLot(seller)

    const edited = await seller.editLot({ lotId: draft.id, ifMatch: '*', title: draft.title })

    expect(edited).toEqual(draft)
  })

  it('sets and removes a reserve', async () => {
    const { id: lotId } = await consignLot(seller)

    const reserved = await seller.editLot({ lotId, ifMatch: '*', reservePrice: euros(150) })
    const free = await seller.editLot({ lotId, ifMatch: '*', reservePrice: null })

    expect(reserved.reserveMet).toBe(false)
    expect(free.reserveMet).toBeNull()
  })

  it('rejects a starting price above the reserve with 422', async () => {
    const { id: lotId } = await consignLot(seller, { reservePrice: euros(150) })

    const asked = seller.editLot({ lotId, ifMatch: '*', startingPrice: euros(151) })

    expect(await problemOf(asked)).toMatchObject({
      status: 422,
      errors: [{ pointer: '/reservePrice' }],
    })
  })

  it('returns 404 to other users, as does withdrawLot', async () => {
    const { id: lotId } = await consignLot(seller)

    const problems = await Promise.all([
      problemOf(stranger.editLot({ lotId, ifMatch: '*', title: 'Mine' })),
      problemOf(stranger.withdrawLot({ lotId })),
    ])

    for (const problem of problems) expect(problem).toMatchObject({ status: 404 })
  })
})

describe('editLot with If-Match', () => {
  it('rejects an outdated ETag with 412 stale and changes nothing', async () => {
    const draft = await consignLot(seller)
    const first = await seller.editLot({ lotId: draft.id, ifMatch: etagOf(draft), title: 'First' })

    const asked = seller.editLot({ lotId: draft.id, ifMatch: etagOf(draft), title: 'Second' })

    expect(await problemOf(asked)).toMatchObject({ status: 412, code: 'stale' })
    expect(await seller.readLot({ lotId: draft.id })).toEqual(first)
  })

  it('rejects a weak ETag with 412 stale', async () => {
    const draft = await consignLot(seller)

    const asked = seller.editLot({ lotId: draft.id, ifMatch: `W/${etagOf(draft)}`, title: 'New' })

    expect(await problemOf(asked)).toMatchObject({ status: 412, code: 'stale' })
  })

  it('accepts a list that contains the current ETag', async () => {
    const draft = await consignLot(seller)
    const ifMatch = `"0-draft", ${etagOf(draft)}`

    const edited = await seller.editLot({ lotId: draft.id, ifMatch, title: 'New' })

    expect(edited.title).toBe('New')
  })

  it('rejects a request without If-Match with 428 precondition-required', async () => {
    const draft = await consignLot(seller)

    const answer = await send('PATCH', `/api/lots/${draft.id}`)
      .set('Authorization', `Bearer ${seller.token}`)
      .send({ title: 'New' })

    expect(answer.status).toBe(428)
    expect(answer.body).toMatchObject({ code: 'precondition-required' })
  })

  it('rejects unknown ETags with 412 stale', async () => {
    const draft = await consignLot(seller)
    const ifMatch = `"made-up", "${draft.version + 1}-draft", "${draft.version}-live", ""`

    const asked = seller.editLot({ lotId: draft.id, ifMatch, title: 'New' })

    expect(await problemOf(asked)).toMatchObject({ status: 412, code: 'stale' })
  })

  it.each([
    '',
    'latest',
    '1-draft',
    '"1-draft',
    'w/"1-draft"',
    '"1-draft" "2-draft"',
    '"1-draft", *',
  ])('rejects a malformed If-Match with 400 malformed-request: %j', async (ifMatch) => {
    const draft = await consignLot(seller)

    const asked = seller.editLot({ lotId: draft.id, ifMatch, title: 'New' })

    expect(await problemOf(asked)).toMatchObject({ status: 400, code: 'malformed-request' })
    expect(await seller.readLot({ lotId: draft.id })).toEqual(draft)
  })
})

describe('editLot on a visible lot', () => {
  it('rejects the edit with 409 lot-not-draft', async () => {
    const lot = await openLot(seller)

    const asked = seller.editLot({ lotId: lot.id, ifMatch: etagOf(lot), title: 'New' })

    expect(await problemOf(asked)).toMatchObject({ status: 409, code: 'lot-not-draft' })
  })

  it('rejects other users with 403 not-your-lot, as does withdrawLot', async () => {
    const { id: lotId } = await openLot(seller)

    const problems = await Promise.all([
      problemOf(stranger.editLot({ lotId, ifMatch: '*', title: 'Mine' })),
      problemOf(stranger.withdrawLot({ lotId })),
    ])

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 403, code: 'not-your-lot' })
  })
})

describe('withdrawLot', () => {
  it('ends bidding and can be repeated', async () => {
    const lot = await openLot(seller)

    await seller.withdrawLot({ lotId: lot.id })
    await seller.withdrawLot({ lotId: lot.id })

    const after = await anonymous.readLot({ lotId: lot.id })
    expect(after).toMatchObject({ status: 'withdrawn', minimumBid: null, version: lot.version + 1 })
    const problem = await problemOf(placeBid(stranger, lot, euros(100)))
    expect(problem).toMatchObject({ code: 'lot-not-live' })
  })

  it('keeps a lot that was never scheduled visible to its seller only', async () => {
    const { id: lotId } = await consignLot(seller)

    await seller.withdrawLot({ lotId })

    expect(await seller.readLot({ lotId })).toMatchObject({ status: 'withdrawn' })
    expect(await problemOf(anonymous.readLot({ lotId }))).toMatchObject({ status: 404 })
  })

  it('lists the lot under its status', async () => {
    const lot = await openLot(seller)
    await seller.withdrawLot({ lotId: lot.id })

    const { items } = await anonymous.listLots({ status: 'withdrawn', seller: seller.id })

    expect(items.map(({ id }) => id)).toContain(lot.id)
  })

  it('rejects a lot with bids with 409 lot-has-bids', async () => {
    const lot = await openLot(seller)
    await placeBid(stranger, lot, euros(100))

    const problem = await problemOf(seller.withdrawLot({ lotId: lot.id }))

    expect(problem).toMatchObject({ status: 409, code: 'lot-has-bids' })
  })

  it('rejects a closed lot with 409 lot-closed', async () => {
    const lot = await openLot(seller, { seconds: 1.5 })
    await untilClosed(lot)

    const problem = await problemOf(seller.withdrawLot({ lotId: lot.id }))

    expect(problem).toMatchObject({ status: 409, code: 'lot-closed' })
  })
})
