import type { Consignment, Piece } from './consignment.ts'
import { invented } from './lots/invented.ts'
import { rivals } from './rivals.ts'
import { type Sequence, sequence } from './sequence.ts'
import { spanOf } from './span.ts'

// All in minutes from the present.
const HOUR = 60
const DAY = 24 * HOUR

/** How many bids a lot gets: two in the middle. */
const BIDS = [0, 0, 0, 1, 1, 2, 2, 3, 4, 7]
/** How many the first lot gets, which is live. */
const CONTESTED = 520

/** The last bid comes so long before a close that is past: a bit may be dated later by hours. */
const MARGIN = 5 * HOUR

type Offered = Piece & { seller: string }
type Cast = { chance: Sequence; people: readonly string[] }

/** So many lots of the last two months and the next days; the same ones every time. */
export function manyLots(count: number, people: readonly string[]): Consignment<string>[] {
  const chance = sequence(count)
  return Array.from({ length: count }, (_, index) => {
    const lot = { ...invented(chance), seller: chance.pick(people) }
    return index === 0 ? contested(lot, { chance, people }) : fated(lot, index, { chance, people })
  })
}

/** Of twenty lots one stays a draft, one is withdrawn, two are scheduled, six live and ten over. */
function fated(lot: Offered, index: number, cast: Cast): Consignment<string> {
  const { chance } = cast
  const turn = (index * 7) % 20 // a mixed order, for a small number of lots
  if (turn < 1) return { ...lot, consigned: spanOf(-HOUR - chance.below(58 * DAY)) }
  if (turn < 2) {
    const opens = -chance.below(50 * DAY)
    return { ...timed(lot, opens, opens + 3 * DAY), withdrawn: spanOf(opens - 6 * HOUR) }
  }
  if (turn < 4) {
    const opens = HOUR + chance.below(7 * DAY)
    const consigned = -HOUR - chance.below(5 * DAY)
    return { ...timed(lot, opens, opens + 2 * DAY), consigned: spanOf(consigned) }
  }
  const isLive = turn < 10
  const opens = isLive ? -HOUR - chance.below(5 * DAY) : -10 * DAY - chance.below(48 * DAY)
  const closes = isLive ? HOUR + chance.below(4 * DAY) : opens + DAY + chance.below(6 * DAY)
  const minutes = (isLive ? 0 : closes - MARGIN) - opens
  const count = chance.pick(BIDS)
  return { ...timed(lot, opens, closes), bids: rivals(lot, { count, minutes }, cast) }
}

/** The lot that everybody wants. */
function contested(lot: Offered, cast: Cast): Consignment<string> {
  const [opens, closes] = [-5 * DAY, 2 * DAY]
  const how = { count: CONTESTED, minutes: 5 * DAY - HOUR, raises: 2 }
  const { reserve: _, ...open } = { ...lot, startingPrice: 50 }
  return { ...timed(open, opens, closes), bids: rivals(open, how, cast) }
}

/** A lot that was consigned on the day before it opens. */
const timed = (lot: Offered, opens: number, closes: number): Consignment<string> => ({
  ...lot,
  consigned: spanOf(opens - DAY),
  schedule: { opens: spanOf(opens), closes: spanOf(closes) },
})
