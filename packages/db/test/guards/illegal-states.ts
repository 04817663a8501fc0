import { LOTS } from './lots.ts'
import { MONEY } from './money.ts'
import { ROOMS } from './rooms.ts'

/**
 * States that must not be, each by the statement that would write it: of a table, of the guard that
 * refuses it, in words. `:ada` and the like stand for what an evening has left behind.
 */
export type IllegalStates = Record<string, Record<string, Record<string, string>>>

/** A line for each of them. */
export const ILLEGAL_STATES = Object.entries({ ...MONEY, ...LOTS, ...ROOMS }).flatMap(
  ([table, guards]) =>
    Object.entries(guards).flatMap(([guard, states]) =>
      Object.entries(states).map(([state, statement]) => ({ table, guard, state, statement })),
    ),
)
