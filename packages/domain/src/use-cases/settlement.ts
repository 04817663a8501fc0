import type { LotId, UserId } from '../ids.ts'
import { afterTransfer, release, settlement, type Transfer } from '../ledger.ts'
import type { Lot, Standing } from '../lot.ts'
import { type Money, money } from '../money.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import type { LotClosed, RoomEvent } from '../room.ts'
import { statusOf } from '../rules/lot.ts'
import { coverOf, premiumOf } from '../rules/premium.ts'
import { viewUser } from '../user.ts'
import { forEachCollectingErrors } from './for-each.ts'
import { openedIfDue } from './openings.ts'

/** Lots settled per call. */
const BATCH_SIZE = 100

/**
 * Settles closed lots, in the order of `closesAt`. Each lot is settled once, even when several
 * processes call this at the same time. A lot that fails does not stop the others.
 * @returns the number of lots that this call settled, at most 100.
 * @throws the first error, after all lots have been tried.
 */
export async function closeDueLots(ports: Ports): Promise<{ settled: number }> {
  let settled = 0
  const due = await ports.lots.due(BATCH_SIZE)
  await forEachCollectingErrors(due, async ({ id: lotId, seller }) => {
    if (await settleLot(ports, { lotId, seller })) settled += 1
  })
  return { settled }
}

type SettleLotInput = { lotId: LotId; seller: UserId }

/**
 * Settles a closed lot. Sold: the hammer price goes to the seller, the premium to the house, and the
 * rest of the hold back to the winner. Unsold: the whole hold goes back.
 * @returns false when there is nothing to settle.
 */
async function settleLot(ports: Ports, input: SettleLotInput): Promise<boolean> {
  const { answer } = await ports.lots.onLot(input.lotId, work, input)
  return answer
}

type SettlementOutcome = Effects & { settled: boolean }

const work: LotWork<SettleLotInput, SettlementOutcome, boolean> = {
  walletsToLock: ({ seller }) => [seller, 'fees'],

  decide(state, _command, now) {
    const { lot, wallets } = state
    const status = statusOf(lot, now)
    const isDue = !lot.settled && (status === 'sold' || status === 'unsold')
    if (!isDue) return { next: state, outcome: { transfers: [], events: [], settled: false } }

    const { lot: opened, events } = openedIfDue(lot, now)
    const sale = status === 'sold' ? lot.standing : null
    const transfers = settlementTransfers(lot, sale)
    const outcome: SettlementOutcome = {
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

function settlementTransfers({ standing, seller }: Lot, sale: Standing | null): Transfer[] {
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
