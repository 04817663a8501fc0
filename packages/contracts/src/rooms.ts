import type * as domain from '@gavel/domain'
import { z } from 'zod'
import { BidView } from './bids.ts'
import { LotPath, LotView } from './lots.ts'
import { MessageView } from './messages.ts'
import { operation } from './operation.ts'
import { RoomFrame } from './room-frames.ts'
import { Position } from './shapes.ts'

/** A room as it is: the newest bids and messages. */
export const RoomView = z.strictObject({
  lot: LotView,
  bids: z.array(BidView).max(20),
  messages: z.array(MessageView).max(50),
  watching: z.int().min(0).describe('How many watch the stream.'),
  position: z.string().describe('From where the stream goes on.'),
}) satisfies z.ZodType<domain.RoomView>

/** Where the stream begins: after this position, or after the newest event. */
export const WatchRoom = z.strictObject({ after: Position.optional() })

export const readRoom = operation({
  name: 'readRoom',
  summary: 'Shows a room as it is, with the position from which its stream goes on.',
  method: 'GET',
  path: '/api/lots/{lotId}/room',
  who: 'all',
  params: LotPath,
  answers: { 200: RoomView },
})

export const watchRoom = operation({
  name: 'watchRoom',
  summary: 'Streams the log of a room as Server-Sent Events.',
  description:
    'For as long as the client stays, five minutes at the most; a browser then comes again by ' +
    'itself (WHATWG HTML, 9.2). The frames are described in `/api/asyncapi.json`.',
  method: 'GET',
  path: '/api/lots/{lotId}/events',
  who: 'all',
  params: LotPath,
  query: WatchRoom,
  stream: RoomFrame,
  mediaType: 'text/event-stream',
  answers: { 200: null },
  errors: ['too-many-requests'],
})

export const joinRoom = operation({
  name: 'joinRoom',
  summary: 'Streams the same frames over WebSocket.',
  description:
    'One frame a text message (RFC 6455). The client only listens: what it has to say it says ' +
    'over HTTP. A server without WebSocket, as Next’s own is, answers 501.',
  method: 'GET',
  path: '/api/lots/{lotId}/live',
  who: 'all',
  params: LotPath,
  query: WatchRoom,
  stream: RoomFrame,
  answers: { 101: null },
  errors: ['too-many-requests', 'upgrade-required', 'no-websocket'],
})
