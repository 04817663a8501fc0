import type { LotId } from '../ids.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import { lotsWithBidsStay } from '../rules/lots-with-bids-stay.ts'
import { onlyTheSellerMay } from '../rules/only-the-seller-may.ts'
import type { User } from '../user.ts'
import { openedIfDue } from './opened-if-due.ts'

export type WithdrawLot = { lotId: LotId; caller: User }

/**
 * Takes a lot out of the house, as long as nobody has bid on it. A second time changes nothing.
 * @throws DomainError not-found, not-your-lot, lot-has-bids, lot-closed.
 */
export async function withdrawLot(ports: Ports, input: WithdrawLot): Promise<void> {
  await ports.lots.onLot(input.lotId, work, input)
}

const work: LotWork<WithdrawLot, Effects, null> = {
  walletsToLock: () => [],

  decide(state, { caller }, now) {
    const { lot } = state
    const refusal = onlyTheSellerMay(lot, caller.id) ?? lotsWithBidsStay(lot, now)
    if (refusal) return refusal
    if (lot.withdrawn) return { next: state, outcome: { transfers: [], events: [] } }

    const { lot: opened, events } = openedIfDue(lot, now)
    const next = { ...opened, withdrawn: true, version: lot.version + 1 }
    const outcome: Effects = {
      transfers: [],
      events: [...events, { type: 'lot-withdrawn', data: {} }],
    }
    return { next: { ...state, lot: next }, outcome }
  },

  reply: () => null,
}
