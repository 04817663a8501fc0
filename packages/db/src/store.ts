import type { Ports } from '@gavel/domain'
import { bidsIn } from './bids.ts'
import { openDatabase } from './client.ts'
import { databaseClock } from './clock.ts'
import { keysIn } from './keys.ts'
import { lotsIn } from './lots.ts'
import { sessionsIn } from './sessions.ts'
import { usersIn } from './users.ts'
import { walletsIn } from './wallets.ts'

export type Store = Ports & {
  /** Resolves when the database answers. @throws whatever it failed with: see `isUnavailable`. */
  ping(): Promise<void>
  /** The broken invariants, one sentence each; none, if the house is right. */
  breaches(): Promise<string[]>
  close(): Promise<void>
}

/** Everything the house keeps, in one PostgreSQL database that has its migrations. */
export function openStore(url: string): Store {
  const database = openDatabase(url)
  const clock = databaseClock(database)
  return {
    clock,
    lots: lotsIn(database, clock),
    bids: bidsIn(database),
    wallets: walletsIn(database),
    users: usersIn(database, clock),
    sessions: sessionsIn(database),
    keys: keysIn(database),

    async ping() {
      await database.$queryRaw`select 1`
    },

    async breaches() {
      const rows = await database.$queryRaw<{ invariant: string; breach: string }[]>`
        select * from check_invariants()`
      return rows.map(({ invariant, breach }) => `${invariant}: ${breach}`)
    },

    close: () => database.$disconnect(),
  }
}
