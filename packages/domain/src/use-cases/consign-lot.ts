import { keyOf } from '../idempotency.ts'
import type { LotView } from '../lot-view.ts'
import { viewLot } from '../lot-view.ts'
import type { Money } from '../money.ts'
import type { Ports, Receipt } from '../ports.ts'
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

/** Takes a lot in as a draft, which only its seller sees. @throws Refusal key-reused. */
export async function consignLot(ports: Ports, consigned: ConsignLot): Promise<Receipt<LotView>> {
  const { key, seller, ...input } = consigned
  const now = await ports.clock.now()
  return ports.lots.add(
    { ...input, seller, reservePrice: input.reservePrice ?? null },
    (lot) => viewLot(lot, now),
    keyOf('consignLot', { user: seller.id, key, input }),
  )
}
