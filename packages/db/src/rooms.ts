import type { Clock, LoggedEvent, LotId, Rooms } from '@gavel/domain'
import type { Database } from './client.ts'
import type { Committed } from './decisions/decide.ts'
import { listMessages, talksIn } from './messages.ts'
import { BATCH_SIZE } from './purge.ts'
import { snapshotOf } from './room-snapshot.ts'

/** The rooms in PostgreSQL. Without a clock of one's own, the time is the database's. */
export function roomsIn(database: Database, clock: Clock | null, committed: Committed): Rooms {
  // Asked once: whoever restores a database under running processes starts them anew.
  let epoch: Promise<string> | undefined
  const readEpoch = () =>
    (epoch ??= wordOf(database).catch((error: unknown) => {
      epoch = undefined
      throw error
    }))

  return {
    onRoom: talksIn(database, clock, committed),
    messages: (lotId, page) => listMessages(database, lotId, page),

    async snapshot(lotId, most) {
      const epoch = await readEpoch()
      const room = await snapshotOf(database, lotId, most)
      if (!room) return null
      const { seq, now, ...shown } = room
      return { ...shown, position: { epoch, seq }, now: clock ? await clock.now() : now }
    },

    async after(lotId, seq, limit) {
      const rows = await database.roomEvent.findMany({
        where: { lotId, seq: { gt: seq } },
        orderBy: { seq: 'asc' },
        take: limit,
      })
      return rows.map((row) => ({ ...row, at: row.at.toISOString() }) as unknown as LoggedEvent)
    },

    async tops(lotIds) {
      const rows = await database.room.findMany({ where: { lotId: { in: [...lotIds] } } })
      return new Map(rows.map(({ lotId, seq, trimmed }) => [lotId as LotId, { seq, trimmed }]))
    },

    epoch: readEpoch,

    /**
     * One statement, so that `trimmed` always covers the deleted events. It finds a batch of old events
     * in any order, and deletes from each log concerned its share of the batch, oldest first. Rooms are
     * locked in the order of their ids, because other processes may trim at the same time.
     */
    async trim(before) {
      const gone = await database.$executeRaw`
        with found as materialized (
          select lot_id, seq from room_event where at < ${before}::timestamptz limit ${BATCH_SIZE}),
        old as (
          select lot_id, max(seq) as seq, (${BATCH_SIZE} / count(*) over ())::int + 1 as share
          from found group by lot_id),
        rooms as materialized (
          select room.lot_id, least(old.seq, room.trimmed + old.share) as seq
          from room join old using (lot_id) where room.trimmed < old.seq
          order by room.lot_id for no key update of room),
        trimmed as (
          update room set trimmed = rooms.seq from rooms where room.lot_id = rooms.lot_id
          returning room.lot_id, rooms.seq)
        delete from room_event using trimmed
        where room_event.lot_id = trimmed.lot_id and room_event.seq <= trimmed.seq`
      return gone > 0
    },
  }
}

async function wordOf(database: Database): Promise<string> {
  const [row] = await database.$queryRaw<[{ word: string }]>`select current_epoch() as word`
  return row.word
}
