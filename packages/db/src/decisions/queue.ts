import { type LotId, DomainError } from '@gavel/domain'
import type { Outcome } from './command.ts'
import { hasGone } from './outcome.ts'

/** House rules of the queue: the most commands in one batch, and the most that may wait for one lot. */
export const BATCH = 64
export const WAITING = 1_000

type Waiting<Command> = { command: Command; settle(outcome: Outcome): void }

/**
 * Queues the commands of this process for each lot, in the order of arrival. One transaction at a time
 * runs for a lot; the next one takes the commands that have queued up. Without the queue, concurrent
 * callers would wait for the row lock in any order, each on a connection of the pool.
 * `decide` never throws: an error is an outcome. When the database is unreachable, all waiting commands
 * get that outcome.
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
      // The waiting commands would otherwise time out one batch after the other.
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
