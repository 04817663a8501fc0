import type { Clock, LoggedEvent, LotId, Rooms } from '@gavel/domain'
import type { Database } from './client.ts'
import { listMessages, talksIn } from './messages.ts'
import { PORTION } from './portion.ts'
import { snapshotOf } from './room-snapshot.ts'

/** Who is told that the log of a room has grown. */
export type Committed = (lotId: LotId) => void

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
     * In one statement, so that a log never lacks what its room does not say is gone. It finds a
     * portion of what is old, in whatever order; each log that has some of it loses its share of the
     * portion, oldest first. Rooms are locked in their order, for others may be trimming, too.
     */
    async trim(before) {
      const gone = await database.$executeRaw`
        with found as materialized (
          select lot_id, seq from room_event where at < ${before}::timestamptz limit ${PORTION}),
        old as (
          select lot_id, max(seq) as seq, (${PORTION} / count(*) over ())::int + 1 as share
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
