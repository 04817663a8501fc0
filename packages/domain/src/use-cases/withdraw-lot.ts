import type { LotId } from '../ids.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { onlyTheSellerMay } from '../rules/only-the-seller-may.ts'
import { statusOf } from '../rules/status-follows-the-clock.ts'
import type { Lot } from '../lot.ts'
import type { User } from '../user.ts'

export type WithdrawLot = { lotId: LotId; caller: User }

/**
 * Takes a lot out of the house, as long as nobody has bid on it. A second time changes nothing.
 * @throws Refusal not-found, not-your-lot, lot-has-bids, lot-closed.
 */
export async function withdrawLot(ports: Ports, input: WithdrawLot): Promise<void> {
  await ports.lots.onLot(input.lotId, work, input)
}

const work: LotWork<WithdrawLot, Effects, null> = {
  parties: () => [],

  decide(state, { caller }, now) {
    const { lot } = state
    const refusal = onlyTheSellerMay(lot, caller.id) ?? stillThere(lot, now)
    if (refusal) return refusal
    if (lot.withdrawn) return { next: state, outcome: { transfers: [], events: [] } }

    const next = { ...lot, withdrawn: true, version: lot.version + 1 }
    const events = [{ type: 'lot-withdrawn' as const, data: {} }]
    return { next: { ...state, lot: next }, outcome: { transfers: [], events } }
  },

  reply: () => null,
}

/** House rule: a lot that has closed stays, sold or unsold; so does one that somebody has bid on. */
function stillThere(lot: Lot, now: Date): Refusal | null {
  const status = statusOf(lot, now)
  if (status === 'sold' || status === 'unsold') return refuse('lot-closed')
  return lot.bidCount > 0 ? refuse('lot-has-bids') : null
}
