import type { LotId, RoomSnapshot } from '@gavel/domain'
import { listBids } from './bids.ts'
import type { Database } from './client.ts'
import { lotOf, withPeople } from './lot-rows.ts'
import { listMessages } from './messages.ts'

/**
 * A room as one moment had it: REPEATABLE READ gives all of these queries the snapshot of the first,
 * so that the position leads on from exactly what is shown. The time is read with it: by a later one
 * a lot could be over whose last bid, not in the snapshot, has moved its close.
 */
export function snapshotOf(
  database: Database,
  lotId: LotId,
  most: { bids: number; messages: number },
): Promise<(Omit<RoomSnapshot, 'position'> & { seq: number }) | null> {
  return database.$transaction(
    async (transaction) => {
      const [room] = await transaction.$queryRaw<{ seq: number; now: Date }[]>`
        select seq, clock_timestamp() as now from room where lot_id = ${lotId}::uuid`
      const lot = await transaction.lot.findUnique({ where: { id: lotId }, include: withPeople })
      if (!room || !lot) return null
      const bids = await listBids(transaction, lotId, { limit: most.bids })
      const messages = await listMessages(transaction, lotId, { limit: most.messages })
      return { lot: lotOf(lot), bids: bids.items, messages: messages.items, ...room }
    },
    { isolationLevel: 'RepeatableRead' },
  )
}
