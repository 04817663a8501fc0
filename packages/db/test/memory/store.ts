import { setImmediate as others } from 'node:timers/promises'
import type { Clock, LotId, Ports } from '@gavel/domain'
import { failedSignInsIn } from './failed-sign-ins.ts'
import { bidsIn } from './bids.ts'
import { breachesOf } from './invariants.ts'
import { idempotencyRecordsIn } from './idempotency-records.ts'
import { lotsIn } from './lots.ts'
import { presenceIn } from './presence.ts'
import { roomsIn } from './rooms.ts'
import { sessionsIn } from './sessions.ts'
import { type Alone, type LoggedEvent, noTables } from './tables.ts'
import { usersIn } from './users.ts'
import { rateLimitsIn } from './rate-limits.ts'
import { walletsIn } from './wallets.ts'

export type MemoryStore = Ports & {
  /** The broken invariants, one sentence each, under the names of `check_invariants()`. */
  breaches(): Promise<string[]>
  /** What the room of a lot was told, by `seq`. */
  logOf(lotId: LotId): readonly LoggedEvent[]
}

/**
 * The ports once more, plain: a second opinion on the store that real houses have, of which it
 * shares no line but the making of ids. Whatever it does is checked whole before any of it is done.
 */
export function memoryStore(clock: Clock, tables = noTables()): MemoryStore {
  const alone = oneAtATime(clock)
  return {
    clock,
    lots: lotsIn(tables, { alone, clock }),
    bids: bidsIn(tables),
    wallets: walletsIn(tables, alone),
    users: usersIn(tables),
    failedSignIns: failedSignInsIn(tables),
    rateLimits: rateLimitsIn(tables),
    sessions: sessionsIn(tables),
    idempotencyRecords: idempotencyRecordsIn(tables),
    rooms: roomsIn(tables, { alone, clock }),
    presence: presenceIn(tables),
    breaches: async () => [...breachesOf(tables)],
    logOf: (lotId) => tables.rooms.get(lotId)?.log ?? [],
  }
}

/** The one lock of the house. Whoever waits for the clock has it already: the time is never old. */
function oneAtATime(clock: Clock): Alone {
  let last: Promise<unknown> = Promise.resolve()
  return async (decide) => {
    await others() // who asks at the same moment has asked before the first is answered
    const mine = last.then(async () => decide(await clock.now()))
    last = mine.catch(() => {})
    return mine
  }
}
