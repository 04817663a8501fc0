import type { LotId } from '../ids.ts'
import { viewLot } from '../lot-view.ts'
import type { Ports } from '../ports.ts'
import { domainError } from '../refusal.ts'
import { ROOM_SHOWS, type RoomView, writePosition } from '../room.ts'
import { draftsAreTheirSellersAlone } from '../rules/drafts-are-their-sellers-alone.ts'
import type { User } from '../user.ts'

export type ReadRoom = { lotId: LotId; reader: User | null }

/** Shows a room as it is, and the position from which its stream goes on. @throws DomainError not-found. */
export async function readRoom(ports: Ports, { lotId, reader }: ReadRoom): Promise<RoomView> {
  const room = await ports.rooms.snapshot(lotId, ROOM_SHOWS)
  if (!room) throw domainError('not-found')
  const { lot, bids, messages, position, now } = room
  const hidden = draftsAreTheirSellersAlone(lot, reader?.id ?? null)
  if (hidden) throw hidden
  const watched = await ports.presence.watching([lotId])
  return {
    lot: viewLot(lot, now),
    bids,
    messages,
    watching: watched.get(lotId)?.watching ?? 0,
    position: writePosition(position),
  }
}
