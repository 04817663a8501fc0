import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { openStore, type Store } from '@gavel/db'
import {
  createDatabase,
  databaseUrl,
  dataHome,
  endCluster,
  keepCluster,
  migrate,
  startCluster,
} from '@gavel/db/launch'
import { seedMany } from '@gavel/db/seed'
import { type AuctionHouse, type LotId, money, createAuctionHouse, type User } from '@gavel/domain'
import { Pool } from 'pg'

/** Lots of two months, most with two bids: some ten thousand transfers, and half as many holds. */
const HISTORY = 2_800
/** All that a wallet may hold, in cents. */
const FUNDS = money(1_000_000_000_000)
export const RULES = { softCloseSeconds: 120, sessionHours: 24, sessionIdleHours: 24 }
const HOUR = 3_600_000

/** A house with a past, in a PostgreSQL of its own, and the ways into it without HTTP. */
export type MeasuredHouse = {
  url: string
  store: Store
  house: AuctionHouse
  /** Connections beside the store's: ten at the most, as it has. */
  pool: Pool
  seller: User
  bidders: readonly Bidder[]
  /** Ends the server, and leaves no data. */
  end(): Promise<void>
}

/** Somebody with money, and the token with which they are signed in to either twin. */
export type Bidder = { user: User; token: string }

/** Makes a house with so many bidders, and two months of history that PostgreSQL has counted. */
export async function openMeasuredHouse(bidders: number): Promise<MeasuredHouse> {
  const server = await startServer()
  const url = databaseUrl(server.url, `gavel_bench_${randomUUID().slice(0, 8)}`)
  await createDatabase(url)
  await migrate(url)
  await seedMany(url, HISTORY)
  const pool = new Pool({ connectionString: url, max: 10 })
  pool.on('error', () => {})
  const store = openStore(url)
  const house = createAuctionHouse(store, RULES)
  const seller = await arrive(house)
  const others = await arriveAll(house, bidders)
  const end = async () => {
    await store.close()
    await pool.end()
    await server.end()
  }
  return { url, store, house, pool, seller: seller.user, bidders: others, end }
}

/**
 * The server is as any house has it, all safety on, but that it remembers the moment of each commit:
 * from there the delay of an event is told.
 */
async function startServer() {
  const home = join(dataHome(), 'bench')
  const first = await startKept(home)
  const pool = new Pool({ connectionString: first.url })
  await pool.query('alter system set track_commit_timestamp = on')
  await pool.end()
  await first.end()
  const { url, end } = await startKept(home)
  return { url, end: () => end().then(() => endCluster(home, { remove: true })) }
}

/** A server that ends with this process, however that ends. */
async function startKept(home: string) {
  const cluster = await startCluster({ home })
  const stopped = await keepCluster(home)
  return { url: cluster.url, end: () => cluster.release().then(stopped) }
}

/** Hashing a password takes a core; more at once than cores would only wait. */
const AT_ONCE = 4

async function arriveAll(house: AuctionHouse, count: number): Promise<Bidder[]> {
  const bidders: Bidder[] = []
  const lane = async () => {
    while (bidders.length < count) bidders.push(await arrive(house))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return bidders
}

async function arrive(house: AuctionHouse): Promise<Bidder> {
  const account = { email: `${randomUUID()}@bench.test`, password: 'going going gone' }
  const { user, token } = await house.signUp({ ...account, name: 'Anna' })
  await house.deposit({ owner: user, amount: FUNDS, key: randomUUID() })
  return { user, token }
}

/** Opens lots that are live for the length of any run. */
export async function openLots({ house, seller }: MeasuredHouse, count: number): Promise<LotId[]> {
  const lots: LotId[] = []
  for (let index = 0; index < count; index += 1) {
    const piece = { title: 'Terrestrial globe', description: 'Two feet.' }
    const key = randomUUID()
    const lot = { ...piece, seller, startingPrice: money(100_00), reservePrice: undefined, key }
    const { id: lotId } = (await house.consignLot(lot)).answer
    const [opensAt, closesAt] = [-1, 24].map((hours) => new Date(Date.now() + hours * HOUR))
    if (opensAt && closesAt) await house.scheduleLot({ lotId, caller: seller, opensAt, closesAt })
    lots.push(lotId)
  }
  return lots
}

/** How many deadlocks PostgreSQL has had to end in the house's database. */
export async function deadlocksIn({ pool }: MeasuredHouse): Promise<number> {
  const { rows } = await pool.query<{ deadlocks: number }>(
    'select deadlocks::int from pg_stat_database where datname = current_database()',
  )
  return rows[0]?.deadlocks ?? Number.NaN
}
