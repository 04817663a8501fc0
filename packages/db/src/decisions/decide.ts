import { type Clock, type LotId, domainError } from '@gavel/domain'
import type { Database } from '../client.ts'
import { isLostRace, isUnavailable } from '../errors.ts'
import { decideBatch } from './batch.ts'
import type { Command, Outcome } from './command.ts'
import { hasGone } from './outcome.ts'
import { readLocked } from './locked.ts'
import { lock, write } from './statements.ts'
import { isNothing } from './writes.ts'

/** Called after a commit that added events to the log of a room. */
export type Committed = (lotId: LotId) => void

/** How often one command is tried after a lost race. */
const ATTEMPTS = 5

/** Decides commands on one lot, or on wallets alone where there is none, in their order. */
export type Decide = (lotId: LotId | null, commands: readonly Command[]) => Promise<Outcome[]>

/**
 * Decides in one transaction: lock, decide, write, commit. Where that fails the commands are tried
 * one by one, so that a poisoned one costs only itself. Without a clock the time is the database's.
 */
export function decisionsOn(database: Database, clock: Clock | null, committed: Committed): Decide {
  const once: Decide = async (lotId, commands) => {
    const { outcomes, events } = await decideOnce({ database, clock }, lotId, commands)
    if (lotId && events > 0) committed(lotId)
    return outcomes
  }

  return async function decide(lotId, commands) {
    try {
      return await once(lotId, commands)
    } catch (error) {
      const [only] = commands
      if (isUnavailable(error)) return commands.map(() => ({ error }))
      if (only && commands.length === 1) return [await again(() => once(lotId, [only]), error)]
      const outcomes: Outcome[] = []
      for (const command of commands) {
        const away = outcomes.find(hasGone)
        outcomes.push(...(away ? [away] : await decide(lotId, [command])))
      }
      return outcomes
    }
  }
}

async function again(once: () => Promise<Outcome[]>, first: unknown): Promise<Outcome> {
  let error = first
  for (let attempt = 1; attempt < ATTEMPTS && isLostRace(error); attempt += 1) {
    try {
      const [outcome] = await once()
      if (outcome) return outcome
    } catch (failure) {
      error = failure
    }
  }
  return { error }
}

async function decideOnce(
  { database, clock }: { database: Database; clock: Clock | null },
  lotId: LotId | null,
  commands: readonly Command[],
): Promise<{ outcomes: Outcome[]; events: number }> {
  return database.$transaction(async (transaction) => {
    const walletsToLock = [...new Set(commands.flatMap((command) => command.walletsToLock))]
    const keys = commands.flatMap(({ key }) => key ?? [])
    const row = await lock(transaction, { lotId, walletsToLock, keys })
    if (lotId !== null && row.lot === null)
      return { outcomes: commands.map(() => ({ error: domainError('not-found') })), events: 0 }
    const now = clock ? await clock.now() : row.now
    const { outcomes, writes } = decideBatch(readLocked({ ...row, now }), commands)
    if (!isNothing(writes)) await write(transaction, writes)
    return { outcomes, events: writes.events.seq.length }
  })
}
