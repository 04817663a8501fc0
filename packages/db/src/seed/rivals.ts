import { incrementAt } from '@gavel/domain'
import type { Bid } from './consignment.ts'
import type { Sequence } from './sequence.ts'
import { spanOf } from './span.ts'
import { euros } from './story.ts'

/**
 * So many bids that the house accepts, spread over so many minutes from the opening: each maximum is
 * at least one increment above the one before. With `raises` everybody raises their own twice, by a
 * euro, before somebody else comes.
 */
export function rivals(
  lot: { startingPrice: number; seller: string },
  { count, minutes, raises = 0 }: { count: number; minutes: number; raises?: number },
  { chance, people }: { chance: Sequence; people: readonly string[] },
): Bid<string>[] {
  const bids: Bid<string>[] = []
  let maximum = lot.startingPrice
  let leader = lot.seller
  for (let index = 0; index < count; index += 1) {
    if (index % (raises + 1) > 0) maximum += 1
    else {
      const others = people.filter((name) => name !== lot.seller && name !== leader)
      leader = chance.pick(others)
      if (index > 0) maximum += incrementInEuros(maximum) * (1 + chance.below(2))
    }
    bids.push([spanOf(Math.floor((minutes * (index + 0.5)) / count)), leader, maximum])
  }
  return bids
}

const incrementInEuros = (maximum: number): number => incrementAt(euros(maximum)) / 100
