import { domainError } from '../domain-error.ts'
import { type IdempotentResult, keyOf } from '../idempotency.ts'
import type { LotId } from '../ids.ts'
import type { MessageView } from '../message.ts'
import type { Page, PageRequest } from '../page.ts'
import type { Ports } from '../ports.ts'
import type { RoomWork } from '../room-ports.ts'
import { checkVisible, isLive } from '../rules/lot.ts'
import { type User, viewUser } from '../user.ts'
import { readLot } from './lots.ts'
import { openLot } from './openings.ts'

export type ListMessagesInput = PageRequest & { lotId: LotId; reader: User | null }

/** Returns the messages of a room, newest first. @throws DomainError not-found, malformed-request. */
export async function listMessages(
  ports: Ports,
  input: ListMessagesInput,
): Promise<Page<MessageView>> {
  const { lotId, reader, ...page } = input
  await readLot(ports, { lotId, reader })
  return ports.rooms.messages(lotId, page)
}

export type PostMessageInput = { lotId: LotId; author: User; text: string; key: string }

/**
 * Posts a message in the room of a live lot, once per key.
 * @throws DomainError not-found, lot-not-live, key-reused, busy.
 */
export async function postMessage(
  ports: Ports,
  input: PostMessageInput,
): Promise<IdempotentResult<MessageView>> {
  const { lotId, author, text, key } = input
  const idempotencyKey = keyOf('postMessage', { user: author.id, key, input: { lotId, text } })
  // `lot-opened` must precede the first message. It is logged under the lot's lock, so not below.
  if (await isOpeningDue(ports, lotId)) await openLot(ports, lotId)
  return ports.rooms.onRoom(lotId, work, input, idempotencyKey)
}

async function isOpeningDue(ports: Ports, lotId: LotId): Promise<boolean> {
  const lot = await ports.lots.find(lotId)
  return lot !== null && !lot.opened && isLive(lot, await ports.clock.now())
}

const work: RoomWork<PostMessageInput, MessageView> = {
  decide(lot, { author, text }, now) {
    const hidden = checkVisible(lot, author.id)
    if (hidden) return hidden
    // The clock in `isOpeningDue` is read before the lock: the lot may have become live since then.
    if (!isLive(lot, now) || !lot.opened) return domainError('lot-not-live')
    return { author: viewUser(author), text }
  },

  event: ({ author, text }, id) => ({ type: 'message-posted', data: { id, author, text } }),

  reply: ({ author, text }, { id, seq, at }) => ({ id, author, text, at: at.toISOString(), seq }),
}
