import type { LotId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import { type LotView, viewLot } from '../lot-view.ts'
import type { Money } from '../money.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import { domainError } from '../refusal.ts'
import { editsNameWhatTheyChange, type Revision } from '../rules/edits-name-what-they-change.ts'
import { onlyTheSellerMay } from '../rules/only-the-seller-may.ts'
import { reserveReachesTheStartingPrice } from '../rules/reserve-reaches-the-starting-price.ts'
import { statusOf } from '../rules/status-follows-the-clock.ts'
import type { User } from '../user.ts'

export type EditLot = {
  lotId: LotId
  caller: User
  /** The states of the lot that the caller has seen. */
  seen: readonly Revision[] | 'any'
  title?: string | undefined
  description?: string | undefined
  startingPrice?: Money | undefined
  /** Null takes the reserve away. */
  reservePrice?: Money | null | undefined
}

/**
 * Changes what a draft says. An edit that changes nothing leaves the version.
 * @throws DomainError not-found, not-your-lot, stale, lot-not-draft; invalid for a reserve too low.
 */
export async function editLot(ports: Ports, input: EditLot): Promise<LotView> {
  const { answer } = await ports.lots.onLot(input.lotId, work, input)
  return answer
}

type Edited = Effects & { lot: Lot; now: Date }

const work: LotWork<EditLot, Edited, LotView> = {
  walletsToLock: () => [],

  decide(state, { caller, seen, ...edit }, now) {
    const { lot } = state
    const status = statusOf(lot, now)
    const refusal =
      onlyTheSellerMay(lot, caller.id) ??
      editsNameWhatTheyChange({ version: lot.version, status }, seen) ??
      (status === 'draft' ? null : domainError('lot-not-draft'))
    if (refusal) return refusal

    const edited = afterEdit(lot, edit)
    const tooLow = reserveReachesTheStartingPrice(edited)
    if (tooLow) return tooLow
    return {
      next: { ...state, lot: edited },
      outcome: { transfers: [], events: [], lot: edited, now },
    }
  },

  reply: ({ lot, now }) => viewLot(lot, now),
}

function afterEdit(lot: Lot, edit: Omit<EditLot, 'lotId' | 'caller' | 'seen'>): Lot {
  const { title = lot.title, description = lot.description } = edit
  const { startingPrice = lot.startingPrice, reservePrice = lot.reservePrice } = edit
  const edited = { ...lot, title, description, startingPrice, reservePrice }
  const isSame =
    title === lot.title &&
    description === lot.description &&
    startingPrice === lot.startingPrice &&
    reservePrice === lot.reservePrice
  return isSame ? lot : { ...edited, version: lot.version + 1 }
}
