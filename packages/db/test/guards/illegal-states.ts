import { LOTS } from './lots.ts'
import { MONEY } from './money.ts'
import { ROOMS } from './rooms.ts'

/** One entry for each illegal state. */
export const ILLEGAL_STATES = Object.entries({ ...MONEY, ...LOTS, ...ROOMS }).flatMap(
  ([table, guards]) =>
    Object.entries(guards).flatMap(([guard, states]) =>
      Object.entries(states).map(([state, statement]) => ({ table, guard, state, statement })),
    ),
)
