import { beforeAll, describe, expect, it } from 'vitest'
import {
  anybody,
  arrive,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  type Person,
  placeBid,
  refusal,
} from './house.ts'

let seller: Person
let stranger: Person

beforeAll(async () => {
  seller = await arrive('Selma')
  stranger = await arrive('Ben')
})

describe('a lot that was consigned', () => {
  it('is a draft with nothing but what its seller said', async () => {
    const lot = await consignLot(seller, { title: 'Sextant, brass', reservePrice: euros(150) })

    expect(lot).toMatchObject({
      slug: 'sextant-brass',
      status: 'draft',
      seller: { id: seller.id, name: 'Selma' },
      startingPrice: euros(100),
      price: null,
      bidCount: 0,
      minimumBid: null,
      reserveMet: false,
      leader: null,
      opensAt: null,
      closesAt: null,
      version: 1,
    })
    expect(JSON.stringify(lot)).not.toContain(String(euros(150)))
  })

  it('is there for its seller alone', async () => {
    const { id: lotId } = await consignLot(seller)

    const problems = await Promise.all([
      refusal(anybody.readLot({ lotId })),
      refusal(stranger.readLot({ lotId })),
      refusal(stranger.listBids({ lotId })),
      refusal(stranger.scheduleLot({ lotId, opensAt: inSeconds(0), closesAt: inSeconds(60) })),
      refusal(placeBid(stranger, { id: lotId }, euros(100))),
    ])

    expect(await seller.readLot({ lotId })).toMatchObject({ id: lotId, status: 'draft' })
    for (const problem of problems)
      expect(problem).toMatchObject({ status: 404, code: 'not-found' })
  })

  it("takes no bid before it is scheduled, not even to be told that it is one's own", async () => {
    const lot = await consignLot(seller)

    const problem = await refusal(placeBid(seller, lot, euros(100)))

    expect(problem).toMatchObject({ status: 409, code: 'lot-not-live' })
  })

  it('needs a reserve that reaches the starting price', async () => {
    const asked = consignLot(seller, { startingPrice: euros(100), reservePrice: euros(99) })

    const problem = await refusal(asked)

    expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/reservePrice' }] })
  })
})

describe('a schedule', () => {
  it('in the future makes the lot scheduled, and everybody sees it', async () => {
    const { id: lotId } = await consignLot(seller)
    const [opensAt, closesAt] = [inSeconds(600), inSeconds(1200)]

    const lot = await seller.scheduleLot({ lotId, opensAt, closesAt })

    expect(lot).toMatchObject({ status: 'scheduled', opensAt, closesAt, version: 2 })
    expect(await anybody.readLot({ lotId })).toEqual(lot)
  })

  it('in the past opens the lot at once', async () => {
    const lot = await openLot(seller)

    expect(lot).toMatchObject({ status: 'live', minimumBid: euros(100) })
  })

  it('may change as long as the lot has not opened', async () => {
    const { id: lotId } = await consignLot(seller)
    await seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(1200) })
    const closesAt = inSeconds(2400)

    const lot = await seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt })

    expect(lot).toMatchObject({ closesAt, version: 3 })
  })

  it('once more the same changes nothing, also after the lot has opened', async () => {
    const { id: lotId } = await consignLot(seller)
    const schedule = { lotId, opensAt: inSeconds(-60), closesAt: inSeconds(1200) }
    const first = await seller.scheduleLot(schedule)

    const second = await seller.scheduleLot(schedule)

    expect(second).toEqual(first)
  })

  it('stands once the lot has opened', async () => {
    const lot = await openLot(seller)
    const other = { lotId: lot.id, opensAt: inSeconds(600), closesAt: inSeconds(1200) }

    const problem = await refusal(seller.scheduleLot(other))

    expect(problem).toMatchObject({ status: 409, code: 'lot-not-draft' })
  })

  it("is the seller's to set", async () => {
    const lot = await openLot(seller)
    const other = { lotId: lot.id, opensAt: inSeconds(600), closesAt: inSeconds(1200) }

    const problem = await refusal(stranger.scheduleLot(other))

    expect(problem).toMatchObject({ status: 403, code: 'not-your-lot' })
  })

  const day = 24 * 60 * 60
  it.each([
    { case: 'closes before it opens', opens: 600, closes: 300 },
    { case: 'closes as it opens', opens: 600, closes: 600 },
    { case: 'has closed already', opens: -600, closes: -300 },
    { case: 'is open for less than a second', opens: 600, closes: 600.999 },
    { case: 'is open for more than 90 days', opens: 0, closes: 90 * day + 1 },
  ])('that $case is refused', async ({ opens, closes }) => {
    const { id: lotId } = await consignLot(seller)
    // To the millisecond: a second look at the clock might be a later one.
    const opensAt = inSeconds(opens)
    const closesAt = new Date(Date.parse(opensAt) + (closes - opens) * 1000).toISOString()

    const problem = await refusal(seller.scheduleLot({ lotId, opensAt, closesAt }))

    expect(problem).toMatchObject({ status: 422, code: 'bad-schedule' })
    expect(await seller.readLot({ lotId })).toMatchObject({ status: 'draft' })
  })
})

describe('the list of lots', () => {
  it('shows live lots with the soonest close first, and no draft', async () => {
    const draft = await consignLot(seller)
    const later = await openLot(seller, { seconds: 500 })
    const sooner = await openLot(seller, { seconds: 400 })

    const { items } = await anybody.listLots({ status: 'live', seller: seller.id, limit: 100 })

    const ids = items.map(({ id }) => id)
    expect(ids.indexOf(sooner.id)).toBeGreaterThanOrEqual(0)
    expect(ids.indexOf(later.id)).toBeGreaterThan(ids.indexOf(sooner.id))
    expect(ids).not.toContain(draft.id)
    expect(items.every(({ status }) => status === 'live')).toBe(true)
  })

  it('is walked page by page, each lot once', async () => {
    const lots = [await openLot(seller), await openLot(seller), await openLot(seller)]
    const seen: string[] = []

    let cursor: string | undefined
    do {
      const page = await anybody.listLots({
        seller: seller.id,
        limit: 2,
        ...(cursor && { cursor }),
      })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.next ?? undefined
    } while (cursor && !lots.every(({ id }) => seen.includes(id)))

    expect(seen).toEqual(expect.arrayContaining(lots.map(({ id }) => id)))
    expect(new Set(seen).size).toBe(seen.length)
  })
})

describe('a consignment that is sent twice', () => {
  it('is one lot', async () => {
    const lot = {
      title: 'Barometer',
      description: 'By Negretti.',
      startingPrice: euros(80),
      key: newKey(),
    }
    const first = await seller.consignLot(lot)

    const second = await seller.consignLot(lot)

    expect(second).toEqual(first)
  })
})
