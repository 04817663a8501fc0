import { domainError } from '../domain-error.ts'
import type { LotId } from '../ids.ts'
import { viewLot } from '../lot-view.ts'
import type { Ports } from '../ports.ts'
import { ROOM_SHOWS, type RoomView, writePosition } from '../room.ts'
import { checkVisible } from '../rules/lot.ts'
import type { User } from '../user.ts'

export type ReadRoomInput = { lotId: LotId; reader: User | null }

/**
 * Returns a room with its newest bids and messages, and the position at which its event stream
 * continues.
 * @throws DomainError not-found.
 */
export async function readRoom(ports: Ports, { lotId, reader }: ReadRoomInput): Promise<RoomView> {
  const room = await ports.rooms.snapshot(lotId, ROOM_SHOWS)
  if (!room) throw domainError('not-found')
  const { lot, bids, messages, position, now } = room
  const hidden = checkVisible(lot, reader?.id ?? null)
  if (hidden) throw hidden
  const watching = await ports.presence.watching([lotId])
  return {
    lot: viewLot(lot, now),
    bids,
    messages,
    watching: watching.get(lotId)?.watching ?? 0,
    position: writePosition(position),
  }
}
