import { keyOf } from '../idempotency.ts'
import type { LotView } from '../lot-view.ts'
import { viewLot } from '../lot-view.ts'
import type { Money } from '../money.ts'
import type { Ports, IdempotentResult } from '../ports.ts'
import { reserveReachesTheStartingPrice } from '../rules/reserve-reaches-the-starting-price.ts'
import type { User } from '../user.ts'

export type ConsignLot = {
  seller: User
  title: string
  description: string
  startingPrice: Money
  /** At least the starting price; nobody is ever told. */
  reservePrice?: Money | undefined
  key: string
}

/** Takes a lot in as a draft, which only its seller sees. @throws DomainError invalid, key-reused. */
export async function consignLot(
  ports: Ports,
  consigned: ConsignLot,
): Promise<IdempotentResult<LotView>> {
  const { key, seller, ...input } = consigned
  const draft = { ...input, seller, reservePrice: input.reservePrice ?? null }
  const tooLow = reserveReachesTheStartingPrice(draft)
  if (tooLow) throw tooLow
  const now = await ports.clock.now()
  return ports.lots.add(
    draft,
    (lot) => viewLot(lot, now),
    keyOf('consignLot', { user: seller.id, key, input }),
  )
}
