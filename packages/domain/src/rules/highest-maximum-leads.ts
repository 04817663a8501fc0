import type { Lot, Standing } from '../lot.ts'
import { lower, type Money } from '../money.ts'
import type { User } from '../user.ts'
import { oneStepAbove } from './increment-grows-with-the-price.ts'
import { reserveLiftsThePrice } from './reserve-lifts-the-price.ts'

/**
 * House rule: bids are maximum (proxy) bids, and the higher maximum leads at the least that needs:
 * one increment above the maximum it beat, never more than itself. Of two equal maxima the earlier
 * leads. The first bid, and a raise of one's own maximum, do not move the price (but see the reserve).
 */
export function highestMaximumLeads(lot: Lot, bid: { bidder: User; maximum: Money }): Standing {
  const { bidder: leader, maximum } = bid
  const before = lot.standing
  if (!before) return reserveLiftsThePrice(lot, { leader, maximum, price: lot.startingPrice })
  if (before.leader.id === leader.id) return reserveLiftsThePrice(lot, { ...before, maximum })
  if (maximum <= before.maximum)
    return { ...before, price: lower(before.maximum, oneStepAbove(maximum)) }
  const price = lower(maximum, oneStepAbove(before.maximum))
  return reserveLiftsThePrice(lot, { leader, maximum, price })
}
