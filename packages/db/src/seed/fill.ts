import { type Evening, freshEvening } from './evening.ts'
import { seed } from './first-day.ts'

/** What was done so that there is something to see. */
export type Filled = 'first-day' | Evening

/** Gives an empty house its first day, and any other a fresh evening if it is in want of one. */
export async function fill(house: { url: string; isEmpty: boolean }): Promise<Filled> {
  if (!house.isEmpty) return freshEvening(house.url)
  await seed(house.url)
  return 'first-day'
}
