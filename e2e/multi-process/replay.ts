/** An accepted bid as its bidder knows it. */
export type Bid = { bidder: string; maximum: number; seq: number }

/** Where the lot stands after a bid. */
export type Standing = { price: number; leader: string; maximum: number }

// A second opinion on maximum bids, written from the house rules and from nothing of the domain: if
// both are wrong, they are not wrong together.

const steps: [from: number, step: number][] = [
  [20_000_00, 500_00],
  [5_000_00, 100_00],
  [1_000_00, 50_00],
  [200_00, 10_00],
  [50_00, 5_00],
  [0, 1_00],
]

const next = (amount: number): number => amount + (steps.find(([from]) => amount >= from)?.[1] ?? 0)

/** What the bidder must have offered at the least. */
export function minimum(before: Standing | null, { bidder }: Bid, starting: number): number {
  if (!before) return starting
  return before.leader === bidder ? before.maximum + 1 : next(before.price)
}

/** Where a lot without a reserve stands after one more bid. */
export function afterBid(before: Standing | null, bid: Bid, starting: number): Standing {
  const { bidder: leader, maximum } = bid
  if (!before) return { price: starting, leader, maximum }
  if (leader === before.leader) return { ...before, maximum }
  return maximum > before.maximum
    ? { price: Math.min(maximum, next(before.maximum)), leader, maximum }
    : { ...before, price: Math.min(before.maximum, next(maximum)) }
}

/** What is held of a leader: the maximum, and a tenth of it, half a cent and more rounded up. */
export const heldFor = (maximum: number): number => maximum + Math.floor(maximum / 10 + 0.5)
