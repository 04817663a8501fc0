import { type AuctionHouse, createAuctionHouse, type Page } from '@gavel/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { fillInTurn } from '../src/launch/index.ts'
import { demoAccounts, fill, freshEvening, seed, seedMany } from '../src/seed/index.ts'
import { type ADatabase, aDatabase, databaseTime } from './a-database.ts'

const MINUTE = 60_000

const houseIn = ({ store }: ADatabase): AuctionHouse =>
  createAuctionHouse(store, { softCloseSeconds: 120, sessionHours: 1, sessionIdleHours: 1 })

/** Every item of a list, however many pages it has. */
async function all<Item>(page: (cursor?: string) => Promise<Page<Item>>): Promise<Item[]> {
  const { items, next } = await page()
  let cursor = next
  while (cursor !== null) {
    const more = await page(cursor)
    items.push(...more.items)
    cursor = more.next
  }
  return items
}

const lotsIn = (the: ADatabase, status?: 'live' | 'scheduled' | 'sold' | 'unsold' | 'withdrawn') =>
  all((cursor) => houseIn(the).listLots({ status, cursor, limit: 100 }))

const countOf = async ({ sql }: ADatabase, rows: string): Promise<number> =>
  Number((await sql.query(`select count(*) from ${rows}`)).rows[0].count)

/** Minutes from now until each of some moments. */
async function minutesUntil({ sql }: ADatabase, moments: readonly (string | null)[]) {
  const now = (await databaseTime(sql)).getTime()
  return moments.map((moment) => Math.floor((Date.parse(moment ?? '') - now) / MINUTE))
}

describe('a house on its first day', () => {
  const the = aDatabase()
  beforeAll(() => seed(the().url))

  it('has twelve people, and lots in every state', async () => {
    const statuses = (await lotsIn(the())).map(({ status }) => status)

    expect(await countOf(the(), '"user"')).toBeGreaterThanOrEqual(12)
    expect(await countOf(the(), 'lot')).toBeGreaterThanOrEqual(24)
    expect(await countOf(the(), 'lot where opens_at is null')).toBeGreaterThanOrEqual(2)
    expect(new Set(statuses)).toEqual(new Set(['scheduled', 'live', 'sold', 'unsold', 'withdrawn']))
  })

  it('has lots that nobody wanted, and lots that missed their reserve', async () => {
    const unsold = await lotsIn(the(), 'unsold')

    expect(unsold.map(({ bidCount }) => bidCount > 0)).toContain(true)
    expect(unsold.map(({ bidCount }) => bidCount > 0)).toContain(false)
    expect(unsold.every(({ reserveMet }) => reserveMet !== true)).toBe(true)
  })

  it('has long contests, raises, ties, and a close that moved', async () => {
    const counts = (await lotsIn(the())).map(({ bidCount }) => bidCount)
    const bids = `bid b join lateral (select * from bid where lot_id = b.lot_id and seq < b.seq
      order by seq desc limit 1) before on true`

    expect(counts.filter((count) => count >= 20).length).toBeGreaterThanOrEqual(3)
    expect(
      await countOf(
        the(),
        `${bids} where b.bidder_id = before.bidder_id and b.price = before.price`,
      ),
    ).toBeGreaterThan(0)
    expect(
      await countOf(
        the(),
        `${bids} where b.bidder_id <> before.bidder_id and b.maximum = before.maximum`,
      ),
    ).toBeGreaterThan(0)
    expect(
      await countOf(
        the(),
        `lot join room_event e on e.lot_id = lot.id and e.type = 'lot-scheduled'
         where closes_at > (e.data->>'closesAt')::timestamptz`,
      ),
    ).toBeGreaterThan(0)
  })

  it('is at the present: nothing lies ahead of it, and nothing is left to settle', async () => {
    const now = await databaseTime(the().sql)
    const { rows } = await the().sql.query<{ latest: Date }>(
      'select max(at) as latest from (select at from room_event union all select at from transfer) of_all',
    )

    expect(rows[0]?.latest.getTime()).toBeLessThanOrEqual(now.getTime())
    expect(await the().store.lots.due(100)).toEqual([])
    expect(await the().breaches()).toEqual([])
  })

  it('has hammers that fall, and lots that open, within the hour', async () => {
    const closing = (await lotsIn(the(), 'live')).map(({ closesAt }) => closesAt)
    const opening = (await lotsIn(the(), 'scheduled')).map(({ opensAt }) => opensAt)

    const soon = (minutes: number[]) => new Set(minutes.filter((count) => count < 60)).size
    expect(soon(await minutesUntil(the(), closing))).toBeGreaterThanOrEqual(4)
    expect(soon(await minutesUntil(the(), opening))).toBeGreaterThanOrEqual(3)
  })

  it('has Ada who sells, Ben who was outbid, and Cleo who leads, as the README says', async () => {
    const house = houseIn(the())
    const sessions = await Promise.all(demoAccounts.map((account) => house.signIn(account)))
    const [ada, ben, cleo] = sessions.map(({ user }) => user)
    const live = await lotsIn(the(), 'live')
    const bidsOf = async (bidder = ada) =>
      bidder ? (await house.listMyBids({ bidder, limit: 100 })).items : []

    expect([ada, ben, cleo].map((person) => person?.name)).toEqual(['Ada', 'Ben', 'Cleo'])
    expect(live.filter(({ seller }) => seller.id === ada?.id).length).toBeGreaterThanOrEqual(2)
    const bensBids = (await bidsOf(ben)).filter(({ lot }) => lot.status === 'live')
    expect(bensBids.length).toBeGreaterThan(0)
    expect(bensBids.every(({ leading }) => !leading)).toBe(true)
    const cleosBids = (await bidsOf(cleo)).filter(({ lot }) => lot.status === 'live')
    expect(cleosBids.some(({ leading }) => leading)).toBe(true)
  })
})

/** Everything that happened, told without ids and times. */
async function historyOf({ sql }: ADatabase) {
  const log = await sql.query(
    `select title, e.seq, type, name, b.maximum, b.price from room_event e join lot on lot.id = e.lot_id
     left join bid b using (lot_id, seq) left join "user" u on u.id = b.bidder_id
     order by title, seq`,
  )
  const money = await sql.query(
    `select t.kind, name, a.kind as account, amount from transfer t join entry on transfer_id = t.id
     join account a on a.id = account_id left join "user" u on u.id = owner_id order by t.id, line`,
  )
  return { log: log.rows, money: money.rows }
}

describe('the same seed in two houses', () => {
  const one = aDatabase()
  const other = aDatabase()
  beforeAll(() => Promise.all([seed(one().url), seed(other().url)]))

  it('gives both the same history', async () => {
    const history = await historyOf(one())

    expect(history.log.length).toBeGreaterThan(200)
    expect(await historyOf(other())).toEqual(history)
  })
})

/** All schedules lie that much further back, as if the house had been left alone. */
const daysPass = ({ sql }: ADatabase) =>
  sql.query(
    `update lot set opens_at = opens_at - interval '3 days', closes_at = closes_at - interval '3 days'`,
  )

describe('a house that two starts find at the same moment', () => {
  const the = aDatabase()

  it('is filled once, and once given a fresh evening', async () => {
    const firstDay = await Promise.all([fillInTurn(the().url, fill), fillInTurn(the().url, fill)])
    const before = await countOf(the(), 'lot')
    await daysPass(the())

    const evenings = await Promise.all([fillInTurn(the().url, fill), fillInTurn(the().url, fill)])

    expect(new Set(firstDay)).toEqual(new Set(['first-day', 'something-is-on']))
    expect(new Set(evenings)).toEqual(new Set(['consigned', 'something-is-on']))
    expect(await countOf(the(), 'lot')).toBe(before + 7)
  })
})

describe('a house where nothing is on any more', () => {
  const the = aDatabase()
  beforeAll(() => seed(the().url))

  const titlesOn = async () =>
    [...(await lotsIn(the(), 'live')), ...(await lotsIn(the(), 'scheduled'))].map(
      ({ title }) => title,
    )

  it('gets evening after evening, each of other lots, until all have been there', async () => {
    const evenings: string[][] = []
    for (let evening = 0; evening < 4; evening += 1) {
      await daysPass(the())
      expect(await titlesOn()).toEqual([])
      expect(await freshEvening(the().url)).toBe('consigned')
      evenings.push(await titlesOn())
    }

    expect(new Set(evenings.slice(0, 3).flat()).size).toBe(21)
    expect(evenings[3]).toEqual(evenings[0])
  })

  it('has lots of that evening that are live, led and soon over', async () => {
    await daysPass(the())
    await freshEvening(the().url)

    const live = await lotsIn(the(), 'live')
    const [soonest] = await minutesUntil(
      the(),
      live.map(({ closesAt }) => closesAt),
    )
    expect(live.length).toBeGreaterThanOrEqual(3)
    expect(soonest).toBeLessThan(10)
    expect(live[0]).toMatchObject({
      seller: { name: 'Ada' },
      leader: { name: 'Cleo' },
      bidCount: 3,
    })
  })
})

describe('a house of other people', () => {
  const the = aDatabase()

  it('is given no evening', async () => {
    await the().evening.aPerson('Zoe')

    expect(await fillInTurn(the().url, fill)).toBe('strangers')
    expect(await countOf(the(), 'lot')).toBe(0)
  })
})

describe('a large house', () => {
  const the = aDatabase()

  it('has as many lots as were asked for, in every state, and one that everybody wants', async () => {
    const { bids } = await seedMany(the().url, 60)

    const lots = await lotsIn(the())
    expect(await countOf(the(), 'lot')).toBe(60)
    expect(await countOf(the(), 'lot where opens_at is null')).toBeGreaterThan(0)
    expect(new Set(lots.map(({ status }) => status)).size).toBe(5)
    expect(Math.max(...lots.map(({ bidCount }) => bidCount))).toBeGreaterThan(500)
    expect(await countOf(the(), 'bid')).toBe(bids)
    expect(await the().store.lots.due(100)).toEqual([])
  })
})
