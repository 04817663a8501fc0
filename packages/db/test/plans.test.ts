import type { LotPage, Page, PageRequest } from '@gavel/domain'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../src/index.ts'
import { migrate, type TestDatabase, testDatabase } from '../src/launch/index.ts'
import { fillLargeHouse, type LargeHouse } from './a-large-house.ts'
import { rowsRead, type Sent, sentFor, shapeOf, stepsOf } from './page-plans.ts'

let database: TestDatabase
let store: Store
let sql: Client
let the: LargeHouse
let now: Date

beforeAll(async () => {
  database = await testDatabase()
  await migrate(database.url)
  sql = new Client({ connectionString: database.url, options: '-c timezone=UTC' })
  await sql.connect()
  the = await fillLargeHouse(sql)
  store = openStore(database.url)
  now = await store.clock.now()
})

afterAll(async () => {
  await store.close()
  await sql.end()
  await database.drop()
})

const LIMIT = 10

type Turn = (page: PageRequest) => Promise<Page<unknown>>

const lots =
  (asked: () => Partial<LotPage> = () => ({})): Turn =>
  (page) =>
    store.lots.list({ now, ...asked(), ...page })

/** The statements that the store sends for a page some way into a list. */
async function deepPageOf(turn: Turn): Promise<Sent> {
  let cursor: string | undefined
  for (let pages = 0; pages < 4; pages += 1) {
    const { next } = await turn({ limit: LIMIT, cursor })
    if (next === null) throw new Error('The list is too short')
    cursor = next
  }
  return sentFor(() => turn({ limit: LIMIT, cursor }))
}

type List = {
  list: string
  turn: Turn
  /** What it goes by, and what of the cursor is said to the index itself. */
  index: string
  from: string
  /** How many rows the index leads to for each that the page shows. */
  each?: number
}

const lists: List[] = [
  { list: 'all lots', turn: lots(), index: 'lot_listed', from: '(id < ' },
  {
    list: 'live lots',
    turn: lots(() => ({ status: 'live' })),
    index: 'lot_closes_at_id_idx',
    from: '(closes_at >= ',
    each: 3,
  },
  {
    list: 'scheduled lots',
    turn: lots(() => ({ status: 'scheduled' })),
    index: 'lot_opens_at_id_idx',
    from: '(opens_at >= ',
    each: 2,
  },
  {
    list: 'sold lots',
    turn: lots(() => ({ status: 'sold' })),
    index: 'lot_listed',
    from: '(id < ',
    each: 2,
  },
  {
    list: 'unsold lots',
    turn: lots(() => ({ status: 'unsold' })),
    index: 'lot_listed',
    from: '(id < ',
    each: 5,
  },
  {
    list: 'a seller’s lots',
    turn: lots(() => ({ seller: the.seller })),
    index: 'lot_seller_id_id_idx',
    from: '(id < ',
    each: 2,
  },
  {
    list: 'bids on a lot',
    turn: (page) => store.bids.list(the.lotId, page),
    index: 'bid_lot_id_seq_key',
    from: '(seq < ',
  },
  {
    list: 'entries of one of two accounts',
    turn: (page) => store.wallets.entries(the.owner, page),
    index: 'entry_account_id_transfer_id_line_idx',
    from: '(transfer_id <= ',
    each: 2,
  },
]

const withdrawn: List = {
  list: 'withdrawn lots',
  turn: lots(() => ({ status: 'withdrawn' })),
  index: 'lot_withdrawn',
  from: '(id < ',
}

/** A limit over a walk on one index from the cursor on: nothing is sorted, no table read through. */
const aWalkFrom = ({ index, from }: Pick<List, 'index' | 'from'>) => ({
  steps: ['Limit', 'Index Scan'],
  index,
  begins: expect.stringContaining(from) as string,
})

describe('a page deep in a large house', () => {
  const cases = lists.flatMap((list) =>
    (['for its values', 'for any values'] as const).map((planned) => ({ ...list, planned })),
  )

  it.each([...cases, { ...withdrawn, planned: 'for its values' as const }])(
    'begins at its cursor and reads little more than it shows: $list, planned $planned',
    async ({ planned, turn, each = 1, ...list }) => {
      for (const statement of await deepPageOf(turn)) {
        const steps = await stepsOf(sql, statement, planned)

        expect(shapeOf(steps)).toEqual(aWalkFrom(list))
        expect(rowsRead(steps)).toBeLessThanOrEqual(each * (LIMIT + 1))
      }
    },
  )

  // PostgreSQL cannot know that any value of `withdrawn` is true. It counts such a plan as dearer,
  // and makes it for its values each time.
  it('of withdrawn lots, planned for any values, goes by all that are listed', async () => {
    const [statement] = await deepPageOf(withdrawn.turn)

    const steps = await stepsOf(sql, statement, 'for any values')

    expect(shapeOf(steps)).toEqual(aWalkFrom({ ...withdrawn, index: 'lot_listed' }))
  })
})

describe('a search', () => {
  const search = (q: string) => sentFor(() => store.lots.list({ now, q, limit: LIMIT }))

  it('for a word that few lots have finds them by the index of words', async () => {
    const [statement] = await search('kalimba')

    const steps = await stepsOf(sql, statement, 'for its values')

    expect(steps.map((step) => step['Index Name'])).toContain('lot_words')
    expect(rowsRead(steps)).toBeLessThan(20)
  })

  it('for a word that most lots have takes the newest as they come', async () => {
    const [statement] = await deepPageOf(lots(() => ({ q: 'antique' })))

    const steps = await stepsOf(sql, statement, 'for its values')

    expect(shapeOf(steps)).toEqual(aWalkFrom({ index: 'lot_listed', from: '(id < ' }))
    expect(rowsRead(steps)).toBe(LIMIT + 1)
  })

  it('has no name, so that no plan is kept for the next word', async () => {
    const names = [...(await search('antique')), ...(await search('kalimba'))].map(
      ({ name }) => name,
    )

    expect(names).toEqual(['', ''])
  })
})

describe('the lots that somebody has bid on', () => {
  it('are found by an index, which has all of a bidder’s bids together', async () => {
    const [statement] = await sentFor(() => store.bids.listOf(the.bidder, { limit: LIMIT }))

    const steps = await stepsOf(sql, statement, 'for its values')

    expect(steps.at(-1)).toMatchObject({
      'Index Name': 'bid_bidder_id_lot_id_at_maximum_idx',
      'Actual Rows': 2_000,
    })
  })
})
