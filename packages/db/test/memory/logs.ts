import type { LotId, RoomEvent } from '@gavel/domain'
import type { Room, Tables } from './tables.ts'

/** The room of a lot; an empty one, which nobody keeps, where there is none. */
export const roomOf = ({ rooms }: Tables, lotId: LotId): Room =>
  rooms.get(lotId) ?? { seq: 0, trimmed: 0, log: [] }

/** Adds events to a log, as JSON would have them. */
export function tell(room: Room, events: readonly RoomEvent[], at: Date): void {
  for (const { type, data } of events) {
    room.seq += 1
    room.log.push({ seq: room.seq, type, at, data: JSON.parse(JSON.stringify(data)) })
  }
}
