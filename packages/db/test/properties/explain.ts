import { isDeepStrictEqual } from 'node:util'
import type { Command } from './commands.ts'
import type { Said } from './lot.ts'
import { type House, play } from './model.ts'

/**
 * A command, and what the real house said to it; null where nobody could hear it: a lot was settled,
 * or was opened if it was not yet.
 */
export type Heard = { command: Command; said: Said | null }

/**
 * Finds an order of what was asked at the same moment in which the model says, one after the other,
 * what the house said: its state after that, or null where there is no such order. Every bid was
 * answered with its `seq`, so few orders are possible and a wrong one soon ends.
 */
export function explain(house: House, asked: readonly Heard[]): House | null {
  if (asked.length === 0) return house
  for (const one of asked) {
    const { house: after, said } = play(house, one.command)
    const heard = one.said ?? (one.command.do === 'open' ? said : { settled: true })
    if (!isDeepStrictEqual(heard, said)) continue
    const rest = explain(
      after,
      asked.filter((other) => other !== one),
    )
    if (rest) return rest
    // What changes nothing may come at any time: where the rest has no order now, it never has.
    if (after === house) return null
  }
  return null
}
