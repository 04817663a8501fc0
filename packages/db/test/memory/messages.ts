import { isDomainError, type RoomWork, viewUser } from '@gavel/domain'
import type { Lot, LotId, MessageId, MessageView, Page, PageRequest } from '@gavel/domain'
import { newId } from '../../src/ids.ts'
import type { Decided } from './idempotency-records.ts'
import { roomOf, tell } from './logs.ts'
import { pageOf } from './pages.ts'
import type { Tables } from './tables.ts'

/** Decides what is said in a room. @throws the refusal. */
export function said<Command, Answer>(
  tables: Tables,
  { lot, at }: { lot: Lot; at: Date },
  work: RoomWork<Command, Answer>,
  command: Command,
): Decided<Answer> {
  const saying = work.decide(lot, command, at)
  if (isDomainError(saying)) throw saying
  const room = roomOf(tables, lot.id)
  const facts = { id: newId<MessageId>(), seq: room.seq + 1, at }
  const answer = work.reply(saying, facts)
  const event = work.event(saying, facts.id)
  return {
    answer,
    write() {
      tell(room, [event], at)
      tables.messages.push({ ...saying, ...facts, lotId: lot.id })
    },
  }
}

/** What was said in a room, newest first. */
export function messagesOf(tables: Tables, lotId: LotId, page: PageRequest): Page<MessageView> {
  const rows = tables.messages.filter((message) => message.lotId === lotId)
  return pageOf(tables, rows, {
    ...page,
    list: `messages ${lotId}`,
    placeOf: ({ seq }) => [seq],
    itemOf: ({ id, author, text, at, seq }) => {
      return { id, author: viewUser(author), text, at: at.toISOString(), seq }
    },
  })
}
