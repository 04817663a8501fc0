import { type LotId, DomainError } from '@gavel/domain'
import type { Outcome } from './command.ts'
import { hasGone } from './outcome.ts'

/** House rules of the queue: how many are decided together, and how many may wait for one lot. */
export const BATCH = 64
export const WAITING = 1_000

type Waiting<Command> = { command: Command; settle(outcome: Outcome): void }

/**
 * Lines up the commands of this process for each lot, first come first served: one transaction at a
 * time is in the database, and takes along all that has queued up meanwhile. Thirty-two callers
 * waiting for one row would be served in any order, and hold every connection while they wait.
 * `decide` never throws: what goes wrong is an outcome. Where it is that the database cannot be reached,
 * it is the outcome of all who wait.
 */
export function queueOf<Command>(
  decide: (lotId: LotId, commands: readonly Command[]) => Promise<Outcome[]>,
  { atOnce = BATCH } = {},
): (lotId: LotId, command: Command) => Promise<Outcome> {
  const queues = new Map<LotId, Waiting<Command>[]>()

  async function drain(lotId: LotId, queue: Waiting<Command>[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, atOnce)
      const outcomes = await decide(
        lotId,
        batch.map(({ command }) => command),
      )
      batch.forEach(({ settle }, index) => settle(outcomes[index] ?? { error: new Error('Lost') }))
      // Who waits behind them would wait as long again, and those behind them, one after the other.
      const away = outcomes.find(hasGone)
      if (away) for (const { settle } of queue.splice(0)) settle(away)
    }
    queues.delete(lotId)
  }

  return (lotId, command) => {
    const queue = queues.get(lotId) ?? []
    if (queue.length >= WAITING) throw new DomainError('busy', { retryAfterSeconds: 1 })
    const outcome = new Promise<Outcome>((settle) => queue.push({ command, settle }))
    if (!queues.has(lotId)) {
      queues.set(lotId, queue)
      void drain(lotId, queue)
    }
    return outcome
  }
}
