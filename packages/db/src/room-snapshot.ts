import type { LotId, RoomSnapshot } from '@gavel/domain'
import { listBids } from './bids.ts'
import type { Database } from './client.ts'
import { lotOf, withPeople } from './lot-rows.ts'
import { listMessages } from './messages.ts'

/**
 * A room as one moment had it: REPEATABLE READ gives all of these queries one snapshot, so that the
 * position leads on from exactly what is shown.
 */
export function snapshotOf(
  database: Database,
  lotId: LotId,
  most: { bids: number; messages: number },
): Promise<(Omit<RoomSnapshot, 'position'> & { seq: number }) | null> {
  return database.$transaction(
    async (transaction) => {
      const room = await transaction.room.findUnique({ where: { lotId } })
      const lot = await transaction.lot.findUnique({ where: { id: lotId }, include: withPeople })
      if (!room || !lot) return null
      const bids = await listBids(transaction, lotId, { limit: most.bids })
      const messages = await listMessages(transaction, lotId, { limit: most.messages })
      const [{ now }] = await transaction.$queryRaw<
        [{ now: Date }]
      >`select clock_timestamp() as now`
      return { lot: lotOf(lot), bids: bids.items, messages: messages.items, seq: room.seq, now }
    },
    { isolationLevel: 'RepeatableRead' },
  )
}
