import { type Caller, DomainError, isDomainError, type LotId, type Position } from '@gavel/domain'
import { PresenceReporter } from './presence-reporter.ts'
import { Frames } from './frame.ts'
import { OpenRoom } from './open-room.ts'
import { ConnectionLimits } from './connection-limits.ts'
import type { LivePorts, StreamLimits } from './ports.ts'
import { Admission } from './admission.ts'
import { type Room, Subscription } from './subscription.ts'

const SECOND = 1_000
/** Milliseconds between two looks at whether the session behind a stream has ended. */
const SESSION_EVERY = 15 * SECOND
/** Milliseconds after which a stream of Server-Sent Events ends, to be resumed. */
const RENEWED_AFTER = 300 * SECOND
/** Milliseconds over which those who are sent away are asked to spread their return. */
const SPREAD = 2 * SECOND
/** Milliseconds that those who are sent away have to hear of it. */
const FAREWELL = 5 * SECOND

/** Somebody at the door of a room. */
export type Visitor = {
  lotId: LotId
  after?: Position | undefined
  caller: Caller | null
  /** The session token, looked at now and then for as long as the stream lasts. */
  token: string | null
  /** Where they come from, as far as this server can know it. */
  address: string | null
  /** What carries the stream. One of Server-Sent Events is renewed: nobody can ping its other end. */
  by: 'sse' | 'websocket'
}

type Guest = { subscription: Subscription; visitor: Visitor; since: number; lookedAt: number }

/**
 * The rooms that are watched in this process. Their logs are in the database; here are only places
 * in them, and one clock that looks after all of them once a second.
 */
export class Live {
  readonly #ports: LivePorts
  readonly #connections: ConnectionLimits
  readonly #presence: PresenceReporter
  readonly #admission = new Admission()
  readonly #rooms = new Map<LotId, OpenRoom>()
  readonly #guests = new Set<Guest>()
  readonly #stopListening: () => Promise<void>
  readonly #timer: NodeJS.Timeout
  #looking: Promise<void> | null = null
  #draining: Promise<void> | null = null

  constructor(ports: LivePorts, limits: StreamLimits) {
    this.#ports = ports
    this.#connections = new ConnectionLimits(limits)
    this.#presence = new PresenceReporter(ports.presence)
    this.#stopListening = ports.wakeUp.listen((lotId) => this.#wake(this.#rooms.get(lotId)))
    this.#timer = setInterval(() => this.#tick(performance.now()), SECOND).unref()
  }

  /**
   * Lets somebody in. The room is opened when the first frame is asked for.
   * @throws DomainError not-found, unavailable during shutdown; RequestError too-many-requests.
   */
  async watch(visitor: Visitor): Promise<Subscription> {
    const { lotId, caller, address, after } = visitor
    await this.#ports.auctionHouse.readLot({ lotId, reader: caller })
    await this.#admission.pass()
    const epoch = await this.#ports.rooms.epoch()
    if (this.#draining) throw new DomainError('unavailable', { retryAfterSeconds: 1 })
    const giveBack = this.#connections.take({ user: caller?.id ?? null, address })
    const frames = new Frames(lotId, epoch)
    const subscription: Subscription = new Subscription({
      after: after === undefined ? null : placeOf(after, epoch),
      frames,
      enter: () => this.#enter(lotId, { frames, subscription }),
      left: () => {
        giveBack()
        this.#guests.delete(guest)
        if (this.#rooms.get(lotId)?.leave(subscription)) this.#presence.changed()
      },
      failed: this.#failed,
    })
    const now = performance.now()
    const guest: Guest = { subscription, visitor, since: now, lookedAt: now }
    this.#guests.add(guest)
    return subscription
  }

  /** Sends everybody away, spread over two seconds, and lets nobody in any more. */
  drain(): Promise<void> {
    return (this.#draining ??= this.#drain())
  }

  async #drain(): Promise<void> {
    for (const { subscription } of this.#guests)
      subscription.end('draining', Math.random() * SPREAD)
    await this.#looking
    // At once: a process that others end may not come to the end of this.
    await this.#presence.end().catch(this.#failed)
    const end = performance.now() + FAREWELL
    while (this.#guests.size > 0 && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20))
    for (const { subscription } of this.#guests) void subscription.return()
    clearInterval(this.#timer)
    await this.#looking
    await this.#stopListening()
  }

  #failed = (error: unknown): void => this.#ports.failed?.(error)

  #enter(
    lotId: LotId,
    { frames, subscription }: { frames: Frames; subscription: Subscription },
  ): Room {
    const { rooms, clock } = this.#ports
    const room = this.#rooms.get(lotId) ?? new OpenRoom(lotId, { frames, rooms })
    this.#rooms.set(lotId, room)
    room.join(subscription)
    this.#presence.changed()
    return { tail: room.tail, now: () => clock.now() }
  }

  /** Where reading fails the database is away: the look at all rooms, a second later, tries again. */
  #wake(room: OpenRoom | undefined): void {
    room?.tail.wake().catch(this.#failed)
  }

  #tick(now: number): void {
    for (const guest of this.#guests) this.#attend(guest, now)
    this.#looking ??= this.#look(now)
      .catch(this.#failed)
      .finally(() => {
        this.#looking = null
      })
  }

  #attend(guest: Guest, now: number): void {
    const { subscription, visitor, since, lookedAt } = guest
    subscription.tick(now)
    if (visitor.by === 'sse' && now - since >= RENEWED_AFTER) subscription.end('renew')
    if (visitor.token === null || now - lookedAt < SESSION_EVERY) return
    guest.lookedAt = now
    this.#ports.auctionHouse.whoWatches({ token: visitor.token }).catch((error: unknown) => {
      if (isDomainError(error)) subscription.end('session-ended')
      else this.#failed(error)
    })
  }

  /** Looks at the logs for itself, tells who watches here, and hears who watches elsewhere. */
  async #look(now: number): Promise<void> {
    for (const [lotId, room] of this.#rooms) if (room.isIdle(now)) this.#rooms.delete(lotId)
    if (this.#rooms.size === 0 && !this.#presence.isNews) return
    const rooms = [...this.#rooms.values()]
    const lotIds = rooms.map(({ lotId }) => lotId)
    const tops = await this.#ports.rooms.tops(lotIds)
    for (const room of rooms) if ((tops.get(room.lotId)?.seq ?? 0) > room.tail.top) this.#wake(room)
    await this.#presence.report(rooms, now)
    for (const [lotId, seen] of await this.#ports.presence.watching(lotIds))
      this.#rooms.get(lotId)?.tellPresence(seen)
  }
}

/** A place in another log is as one that is not there. */
const placeOf = ({ epoch, seq }: Position, known: string): number =>
  epoch === known ? seq : Number.MAX_SAFE_INTEGER
