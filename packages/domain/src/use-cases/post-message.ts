import { keyOf } from '../idempotency.ts'
import type { LotId } from '../ids.ts'
import type { MessageView } from '../message.ts'
import type { Ports, IdempotentResult } from '../ports.ts'
import { domainError } from '../refusal.ts'
import type { RoomWork } from '../room-ports.ts'
import { draftsAreTheirSellersAlone } from '../rules/drafts-are-their-sellers-alone.ts'
import { isLive } from '../rules/status-follows-the-clock.ts'
import { type User, viewUser } from '../user.ts'
import { openLot } from './open-due-lots.ts'

export type PostMessage = { lotId: LotId; author: User; text: string; key: string }

/**
 * Says something in a room, once per key, while its lot is live.
 * @throws DomainError not-found, lot-not-live, key-reused.
 */
export async function postMessage(
  ports: Ports,
  input: PostMessage,
): Promise<IdempotentResult<MessageView>> {
  const { lotId, author, text, key } = input
  const kept = keyOf('postMessage', { user: author.id, key, input: { lotId, text } })
  // Where the room has not been told that its lot is live, that is told first, under the lot's lock.
  if (await isUntold(ports, lotId)) await openLot(ports, lotId)
  return ports.rooms.onRoom(lotId, work, input, kept)
}

async function isUntold(ports: Ports, lotId: LotId): Promise<boolean> {
  const lot = await ports.lots.find(lotId)
  return lot !== null && !lot.opened && isLive(lot, await ports.clock.now())
}

const work: RoomWork<PostMessage, MessageView> = {
  decide(lot, { author, text }, now) {
    const hidden = draftsAreTheirSellersAlone(lot, author.id)
    if (hidden) return hidden
    // The clock that was read before the lock may have been a moment behind: not open is not live.
    if (!isLive(lot, now) || !lot.opened) return domainError('lot-not-live')
    return { author: viewUser(author), text }
  },

  event: ({ author, text }, id) => ({ type: 'message-posted', data: { id, author, text } }),

  reply: ({ author, text }, { id, seq, at }) => ({ id, author, text, at: at.toISOString(), seq }),
}
