import type { LotId } from '../ids.ts'
import type { MessageView } from '../message.ts'
import type { Page, PageRequest, Ports } from '../ports.ts'
import type { User } from '../user.ts'
import { readLot } from './read-lot.ts'

export type ListMessages = PageRequest & { lotId: LotId; reader: User | null }

/** Shows what was said in a room, newest first. @throws DomainError not-found, malformed-request. */
export async function listMessages(ports: Ports, input: ListMessages): Promise<Page<MessageView>> {
  const { lotId, reader, ...page } = input
  await readLot(ports, { lotId, reader })
  return ports.rooms.messages(lotId, page)
}
