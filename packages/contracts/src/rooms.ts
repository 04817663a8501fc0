import type * as domain from '@gavel/domain'
import { z } from 'zod'
import { BidView } from './bids.ts'
import { LotPath, LotView } from './lots.ts'
import { MessageView } from './messages.ts'
import { operation } from './operation.ts'
import { RoomFrame } from './room-frames.ts'
import { Position } from './shapes.ts'

/** A room as it is: the newest bids and messages, and the position from which its stream goes on. */
export const RoomView = z.strictObject({
  lot: LotView,
  bids: z.array(BidView).max(20),
  messages: z.array(MessageView).max(50),
  watching: z.int().min(0),
  position: z.string(),
}) satisfies z.ZodType<domain.RoomView>

/** Where the stream begins: after this position, or after the newest event. */
export const WatchRoom = z.strictObject({ after: Position.optional() })

export const readRoom = operation({
  name: 'readRoom',
  method: 'GET',
  path: '/api/lots/{lotId}/room',
  who: 'all',
  params: LotPath,
  answers: { 200: RoomView },
})

/**
 * The log of a room as Server-Sent Events (WHATWG HTML, 9.2), for as long as the client stays, five
 * minutes at the most. `Last-Event-ID` wins over `after`.
 */
export const watchRoom = operation({
  name: 'watchRoom',
  method: 'GET',
  path: '/api/lots/{lotId}/events',
  who: 'all',
  params: LotPath,
  query: WatchRoom,
  stream: RoomFrame,
  answers: { 200: null },
  refusals: ['too-many-requests'],
})

/**
 * The same frames over WebSocket (RFC 6455), one a text message. The client only listens: what it
 * has to say it says over HTTP.
 */
export const joinRoom = operation({
  name: 'joinRoom',
  method: 'GET',
  path: '/api/lots/{lotId}/live',
  who: 'all',
  params: LotPath,
  query: WatchRoom,
  stream: RoomFrame,
  answers: { 101: null },
  refusals: ['too-many-requests', 'upgrade-required', 'no-websocket'],
})
