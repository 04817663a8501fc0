import type { LotId, UserId } from '../ids.ts'
import { afterTransfer, release, settlement, type Transfer } from '../ledger.ts'
import type { Lot, Standing } from '../lot.ts'
import { type Money, money } from '../money.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import type { LotClosed, RoomEvent } from '../room.ts'
import { coverOf, premiumOf } from '../rules/buyers-pay-a-premium.ts'
import { statusOf } from '../rules/status-follows-the-clock.ts'
import { viewUser } from '../user.ts'
import { openedIfDue } from './opened-if-due.ts'

export type SettleLot = { lotId: LotId; seller: UserId }

/**
 * Pays for a lot past its close: hammer to the seller, premium to the house, the rest of the hold
 * back to the winner; unsold, the whole hold back. Answers false when there is nothing to settle.
 */
export async function settleLot(ports: Ports, input: SettleLot): Promise<boolean> {
  const { answer } = await ports.lots.onLot(input.lotId, work, input)
  return answer
}

type Settled = Effects & { settled: boolean }

const work: LotWork<SettleLot, Settled, boolean> = {
  walletsToLock: ({ seller }) => [seller, 'fees'],

  decide(state, _command, now) {
    const { lot, wallets } = state
    const status = statusOf(lot, now)
    const isDue = !lot.settled && (status === 'sold' || status === 'unsold')
    if (!isDue) return { next: state, outcome: { transfers: [], events: [], settled: false } }

    const { lot: opened, events } = openedIfDue(lot, now)
    const sale = saleOf(lot, status)
    const transfers = paid(lot, sale)
    const outcome: Settled = {
      transfers,
      events: [...events, lotClosed(status, sale)],
      settlement: {
        winner: sale?.leader.id ?? null,
        hammer: sale?.price ?? money(0),
        premium: sale ? premiumOf(sale.price) : money(0),
      },
      settled: true,
    }
    const next = { ...opened, settled: true, version: lot.version + 1 }
    return { next: { lot: next, wallets: transfers.reduce(afterTransfer, wallets) }, outcome }
  },

  reply: ({ settled }) => settled,
}

const saleOf = (lot: Lot, status: LotClosed['status']): Standing | null =>
  status === 'sold' ? lot.standing : null

function paid({ standing, seller }: Lot, sale: Standing | null): Transfer[] {
  if (!standing) return []
  const held = coverOf(standing.maximum)
  if (!sale) return [release(standing.leader.id, held)]
  const { leader, price } = sale
  const premium: Money = premiumOf(price)
  return [settlement({ winner: leader.id, held, seller: seller.id, hammer: price, premium })]
}

const lotClosed = (status: LotClosed['status'], sale: Standing | null): RoomEvent => ({
  type: 'lot-closed',
  data: { status, price: sale?.price ?? null, winner: sale && viewUser(sale.leader) },
})
