import type * as domain from '@gavel/domain'
import type { LotId, MessageId } from '@gavel/domain'
import { z } from 'zod'
import { Amount, id, Instant, Seq, Total } from './shapes.ts'
import { UserView } from './users.ts'

/** What every frame says: of which room it is, and by which version of these schemas. */
const frame = { v: z.literal(1), room: id<LotId>() }

/** What an event of the log says beside: its place, which `epoch:seq` names, and its moment. */
const logged = { ...frame, epoch: z.string(), seq: Seq, at: Instant }

const Times = z.strictObject({ opensAt: Instant, closesAt: Instant })

export const LotScheduled = z.strictObject({
  ...logged,
  type: z.literal('lot-scheduled'),
  data: Times,
})

/** The first that a room hears once its lot is live. */
export const LotOpened = z.strictObject({ ...logged, type: z.literal('lot-opened'), data: Times })

/** One for every accepted bid: the lot as that bid left it. Nobody's maximum is told. */
export const BidPlaced = z.strictObject({
  ...logged,
  type: z.literal('bid-placed'),
  data: z.strictObject({
    bidder: UserView,
    price: Amount,
    bidCount: z.int().min(1),
    minimumBid: Total,
    leader: UserView,
    reserveMet: z.boolean().nullable(),
    closesAt: Instant,
  }) satisfies z.ZodType<domain.BidPlaced>,
})

export const MessagePosted = z.strictObject({
  ...logged,
  type: z.literal('message-posted'),
  data: z.strictObject({ id: id<MessageId>(), author: UserView, text: z.string() }),
})

/** The last event of a room. */
export const LotClosed = z.strictObject({
  ...logged,
  type: z.literal('lot-closed'),
  data: z.strictObject({
    status: z.enum(['sold', 'unsold']),
    price: Amount.nullable(),
    winner: UserView.nullable(),
  }) satisfies z.ZodType<domain.LotClosed>,
})

export const LotWithdrawn = z.strictObject({
  ...logged,
  type: z.literal('lot-withdrawn'),
  data: z.strictObject({}),
})

/** What the log of a room keeps: in order, from 1 on, without gap. */
export const RoomEvent = z.discriminatedUnion('type', [
  LotScheduled,
  LotOpened,
  BidPlaced,
  MessagePosted,
  LotClosed,
  LotWithdrawn,
])

/** How many watch. Of two, that with the higher version is newer. */
export const Presence = z.strictObject({
  ...frame,
  type: z.literal('presence'),
  data: z.strictObject({ watching: z.int().min(0), version: z.int() }),
})

/** The stream has begun; `top` is the last event there is. */
export const Ready = z.strictObject({
  ...frame,
  type: z.literal('ready'),
  data: z.strictObject({ top: z.string() }),
})

/** Every 15 seconds, so that silence is known from a broken line. */
export const Heartbeat = z.strictObject({
  ...frame,
  type: z.literal('hb'),
  data: z.strictObject({ top: z.string(), serverNow: Instant }),
})

/** Instead of a hole: what came after the position is not there. Read the room, and go on. */
export const Reset = z.strictObject({
  ...frame,
  type: z.literal('reset'),
  data: z.strictObject({}),
})

/** Why a stream ends, with the close code of a WebSocket (RFC 6455, 7.4), and whether to come again. */
export const BYES = {
  draining: { close: 1001, reconnect: true },
  renew: { close: 1000, reconnect: true },
  slow: { close: 4001, reconnect: true },
  'session-ended': { close: 4101, reconnect: false },
  'bad-frame': { close: 4104, reconnect: false },
} as const satisfies Record<string, { close: number; reconnect: boolean }>
export type ByeCode = keyof typeof BYES

/** The last frame of a stream that the house ends. */
export const Bye = z.strictObject({
  ...frame,
  type: z.literal('bye'),
  data: z.strictObject({
    code: z.enum(Object.keys(BYES) as [ByeCode, ...ByeCode[]]),
    reconnect: z.boolean(),
    retryAfterMs: z.int().min(0),
  }),
})

/** Everything that a stream may carry, over either transport. */
export const RoomFrame = z.discriminatedUnion('type', [
  ...RoomEvent.options,
  Presence,
  Ready,
  Heartbeat,
  Reset,
  Bye,
])
export type RoomFrame = z.output<typeof RoomFrame>
export type LoggedFrame = z.output<typeof RoomEvent>
