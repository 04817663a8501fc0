import { median, type Round } from './figures.ts'

/**
 * Measures several things in turn, round by round, and every other round from the last to the first:
 * what disturbs the machine for a while disturbs all of them, and none is always the one after.
 */
export async function inRounds<Name extends string, R extends Round>(
  count: number,
  things: Readonly<Record<Name, () => Promise<R>>>,
): Promise<Record<Name, R[]>> {
  const names = Object.keys(things) as Name[]
  const rounds = Object.fromEntries(names.map((name) => [name, [] as R[]])) as Record<Name, R[]>
  for (let round = 0; round < count; round += 1)
    for (const name of round % 2 === 0 ? names : names.toReversed())
      rounds[name].push(await things[name]())
  return rounds
}

/** How many times the one was as fast as the other, in the round in the middle. */
export const ratioOf = (rounds: readonly Round[], floor: readonly Round[]): number =>
  median(rounds.map(({ perSecond }, index) => perSecond / (floor[index]?.perSecond ?? Number.NaN)))
