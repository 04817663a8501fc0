import { beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  newUser,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  type TestUser,
  placeBid,
  problemOf,
} from '../fixtures.ts'

let seller: TestUser
let stranger: TestUser

beforeAll(async () => {
  seller = await newUser('Selma')
  stranger = await newUser('Ben')
})

describe('consignLot', () => {
  it('creates a draft without showing the reserve', async () => {
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

  it('creates a draft that only its seller can see', async () => {
    const { id: lotId } = await consignLot(seller)

    const problems = await Promise.all([
      problemOf(anonymous.readLot({ lotId })),
      problemOf(stranger.readLot({ lotId })),
      problemOf(stranger.listBids({ lotId })),
      problemOf(stranger.scheduleLot({ lotId, opensAt: inSeconds(0), closesAt: inSeconds(60) })),
      problemOf(placeBid(stranger, { id: lotId }, euros(100))),
    ])

    expect(await seller.readLot({ lotId })).toMatchObject({ id: lotId, status: 'draft' })
    for (const problem of problems)
      expect(problem).toMatchObject({ status: 404, code: 'not-found' })
  })

  it('creates a draft that takes no bids, not even an own-lot error for its seller', async () => {
    const lot = await consignLot(seller)

    const problem = await problemOf(placeBid(seller, lot, euros(100)))

    expect(problem).toMatchObject({ status: 409, code: 'lot-not-live' })
  })

  it('rejects a reserve below the starting price with 422', async () => {
    const asked = consignLot(seller, { startingPrice: euros(100), reservePrice: euros(99) })

    const problem = await problemOf(asked)

    expect(problem).toMatchObject({ status: 422, errors: [{ pointer: '/reservePrice' }] })
  })
})

describe('scheduleLot', () => {
  it('makes the lot scheduled and visible to everybody', async () => {
    const { id: lotId } = await consignLot(seller)
    const [opensAt, closesAt] = [inSeconds(600), inSeconds(1200)]

    const lot = await seller.scheduleLot({ lotId, opensAt, closesAt })

    expect(lot).toMatchObject({ status: 'scheduled', opensAt, closesAt, version: 2 })
    expect(await anonymous.readLot({ lotId })).toEqual(lot)
  })

  it('opens the lot at once if opensAt is in the past', async () => {
    const lot = await openLot(seller)

    expect(lot).toMatchObject({ status: 'live', minimumBid: euros(100) })
  })

  it('changes the schedule while the lot has not opened', async () => {
    const { id: lotId } = await consignLot(seller)
    await seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(1200) })
    const closesAt = inSeconds(2400)

    const lot = await seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt })

    expect(lot).toMatchObject({ closesAt, version: 3 })
  })

  it('returns the lot unchanged if the same schedule is sent again, even after opening', async () => {
    const { id: lotId } = await consignLot(seller)
    const schedule = { lotId, opensAt: inSeconds(-60), closesAt: inSeconds(1200) }
    const first = await seller.scheduleLot(schedule)

    const second = await seller.scheduleLot(schedule)

    expect(second).toEqual(first)
  })

  it('rejects another schedule after opening with 409 lot-not-draft', async () => {
    const lot = await openLot(seller)
    const other = { lotId: lot.id, opensAt: inSeconds(600), closesAt: inSeconds(1200) }

    const problem = await problemOf(seller.scheduleLot(other))

    expect(problem).toMatchObject({ status: 409, code: 'lot-not-draft' })
  })

  it('rejects other users with 403 not-your-lot', async () => {
    const lot = await openLot(seller)
    const other = { lotId: lot.id, opensAt: inSeconds(600), closesAt: inSeconds(1200) }

    const problem = await problemOf(stranger.scheduleLot(other))

    expect(problem).toMatchObject({ status: 403, code: 'not-your-lot' })
  })

  const day = 24 * 60 * 60
  it.each([
    { case: 'closes before it opens', opens: 600, closes: 300 },
    { case: 'closes as it opens', opens: 600, closes: 600 },
    { case: 'has closed already', opens: -600, closes: -300 },
    { case: 'is open for less than a second', opens: 600, closes: 600.999 },
    { case: 'is open for more than 90 days', opens: 0, closes: 90 * day + 1 },
  ])('rejects a schedule that $case with 422 bad-schedule', async ({ opens, closes }) => {
    const { id: lotId } = await consignLot(seller)
    // To the millisecond: a second look at the clock might be a later one.
    const opensAt = inSeconds(opens)
    const closesAt = new Date(Date.parse(opensAt) + (closes - opens) * 1000).toISOString()

    const problem = await problemOf(seller.scheduleLot({ lotId, opensAt, closesAt }))

    expect(problem).toMatchObject({ status: 422, code: 'bad-schedule' })
    expect(await seller.readLot({ lotId })).toMatchObject({ status: 'draft' })
  })
})

describe('listLots', () => {
  it('returns live lots with the soonest close first and no drafts', async () => {
    const draft = await consignLot(seller)
    const later = await openLot(seller, { seconds: 500 })
    const sooner = await openLot(seller, { seconds: 400 })

    const { items } = await anonymous.listLots({ status: 'live', seller: seller.id, limit: 100 })

    const ids = items.map(({ id }) => id)
    expect(ids.indexOf(sooner.id)).toBeGreaterThanOrEqual(0)
    expect(ids.indexOf(later.id)).toBeGreaterThan(ids.indexOf(sooner.id))
    expect(ids).not.toContain(draft.id)
    expect(items.every(({ status }) => status === 'live')).toBe(true)
  })

  it('returns every lot once across pages', async () => {
    const lots = [await openLot(seller), await openLot(seller), await openLot(seller)]
    const seen: string[] = []

    let cursor: string | undefined
    do {
      const page = await anonymous.listLots({
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

describe('consignLot with a repeated Idempotency-Key', () => {
  it('creates one lot', async () => {
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
