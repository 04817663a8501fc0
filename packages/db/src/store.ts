import type { Clock, Ports, WakeUp } from '@gavel/domain'
import { Client } from 'pg'
import { failedSignInsIn } from './failed-sign-ins.ts'
import { bidsIn } from './bids.ts'
import { openDatabase } from './client.ts'
import { databaseClock } from './clock.ts'
import { decisionsOn } from './decisions/decide.ts'
import { idempotencyRecordsIn } from './idempotency-records.ts'
import { lotsIn } from './lots.ts'
import { reported, reportingOutages } from './outages.ts'
import { presenceIn } from './presence.ts'
import { roomsIn } from './rooms.ts'
import { sessionsIn } from './sessions.ts'
import { usersIn } from './users.ts'
import { rateLimitsIn } from './rate-limits.ts'
import { wakeUpOn } from './wake-up.ts'
import { walletsIn } from './wallets.ts'

export type Store = Ports & {
  wakeUp: WakeUp
  /** Resolves when the database answers. @throws DomainError unavailable. */
  ping(): Promise<void>
  /** The broken invariants, one sentence each; none, if the house is right. It may take its time. */
  breaches(): Promise<string[]>
  /** Ends all that it has begun: no connection is left, and the process can end. */
  close(): Promise<void>
}

/** Everything the house keeps, in one PostgreSQL database that has its migrations. */
export const openStore = (url: string): Store => open(url, null)

/** The same on a clock of one's own, to play a history: for the seed and for tests, never an app. */
export const openStoreOn = (clock: Clock, url: string): Store => open(url, clock)

function open(url: string, given: Clock | null): Store {
  const database = openDatabase(url)
  const clock = given ?? databaseClock(database)
  const wakeUp = wakeUpOn(url, database)
  const decide = decisionsOn(database, given, wakeUp.announce)
  const ports: Ports = {
    clock,
    lots: lotsIn(database, decide, clock),
    bids: bidsIn(database),
    wallets: walletsIn(database, decide),
    users: usersIn(database, clock),
    failedSignIns: failedSignInsIn(database),
    rateLimits: rateLimitsIn(database),
    sessions: sessionsIn(database),
    idempotencyRecords: idempotencyRecordsIn(database),
    rooms: roomsIn(database, given, wakeUp.announce),
    presence: presenceIn(database),
  }
  return {
    ...reportingOutages(ports),
    wakeUp,

    ping: () => reported(() => database.$queryRaw`select 1`.then(() => undefined)),

    breaches: () => breachesIn(url),

    async close() {
      await wakeUp.close()
      await database.$disconnect()
    },
  }
}

/** All of the books, over a connection of its own, which no caller waits for. */
async function breachesIn(url: string): Promise<string[]> {
  const sql = new Client({ connectionString: url, options: '-c timezone=UTC' })
  await sql.connect()
  try {
    const { rows } = await sql.query<{ invariant: string; breach: string }>(
      'select * from check_invariants()',
    )
    return rows.map(({ invariant, breach }) => `${invariant}: ${breach}`)
  } finally {
    await sql.end()
  }
}
