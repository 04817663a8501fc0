import { type Money, money } from '../money.ts'

/** House rule: the bid increments. `step` applies to amounts of `from` and more, in cents. */
export const INCREMENTS: readonly { from: Money; step: Money }[] = [
  { from: money(0), step: money(1_00) },
  { from: money(50_00), step: money(5_00) },
  { from: money(200_00), step: money(10_00) },
  { from: money(1_000_00), step: money(50_00) },
  { from: money(5_000_00), step: money(100_00) },
  { from: money(20_000_00), step: money(500_00) },
]

/** Returns the increment at an amount: 49.99 → 1.00, 50.00 → 5.00. */
export function incrementAt(amount: Money): Money {
  let step = money(1_00)
  for (const row of INCREMENTS) if (amount >= row.from) step = row.step
  return step
}

/** Returns the amount plus the increment at that amount. */
export const plusIncrement = (amount: Money): Money => money(amount + incrementAt(amount))
