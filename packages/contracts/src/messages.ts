import type * as domain from '@gavel/domain'
import { MESSAGE_LENGTH, type MessageId } from '@gavel/domain'
import { z } from 'zod'
import { LotPath } from './lots.ts'
import { operation } from './operation.ts'
import { id, Instant, page, pageOf, Seq, text } from './shapes.ts'
import { UserView } from './users.ts'

/** Something said in the room of a lot. */
export const MessageView = z.strictObject({
  id: id<MessageId>(),
  author: UserView,
  text: z.string(),
  at: Instant,
  seq: Seq,
}) satisfies z.ZodType<domain.MessageView>

export const PostMessage = z.strictObject({ text: text(MESSAGE_LENGTH) })

export const ListMessages = z.strictObject(page)

export const listMessages = operation({
  name: 'listMessages',
  summary: 'Lists what was said in a room, newest first.',
  method: 'GET',
  path: '/api/lots/{lotId}/messages',
  who: 'all',
  params: LotPath,
  query: ListMessages,
  answers: { 200: pageOf(MessageView) },
})

export const postMessage = operation({
  name: 'postMessage',
  summary: 'Says something in the room of a live lot.',
  method: 'POST',
  path: '/api/lots/{lotId}/messages',
  who: 'user',
  keyed: true,
  params: LotPath,
  body: PostMessage,
  answers: { 201: MessageView },
  errors: ['lot-not-live', 'busy'],
})
