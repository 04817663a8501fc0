import { randomUUID } from 'node:crypto'
import { Fault } from '@gavel/contracts'
import { type Caller, isRefusal, type LotId, type Position } from '@gavel/domain'
import { OpenRoom } from './open-room.ts'
import { Places } from './places.ts'
import type { LivePorts, StreamLimits } from './ports.ts'
import { Watching } from './watching.ts'

const SECOND = 1_000
/** Milliseconds between two looks at whether the session behind a stream has ended. */
const SESSION_EVERY = 20 * SECOND
/** Milliseconds between two reports of who watches, each of which counts for thirty seconds. */
const REPORT_EVERY = 10 * SECOND
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

type Guest = { watching: Watching; visitor: Visitor; since: number; lookedAt: number }

/**
 * The rooms that are watched in this process. Their logs are in the database; here are only places
 * in them, and one clock that looks after all of them once a second.
 */
export class Live {
  readonly #ports: LivePorts
  readonly #places: Places
  readonly #process = randomUUID()
  readonly #rooms = new Map<LotId, Promise<OpenRoom>>()
  readonly #guests = new Set<Guest>()
  readonly #stopListening: () => Promise<void>
  readonly #timer: NodeJS.Timeout
  #looking: Promise<void> | null = null
  #reported = { at: 0, isNews: false }
  #draining: Promise<void> | null = null

  constructor(ports: LivePorts, limits: StreamLimits) {
    this.#ports = ports
    this.#places = new Places(limits)
    this.#stopListening = ports.wakeUp.listen((lotId) => this.#wake(lotId))
    this.#timer = setInterval(() => this.#tick(), SECOND).unref()
  }

  /**
   * Lets somebody in. The room is opened when the first frame is asked for.
   * @throws Refusal not-found; Fault too-many-requests, unavailable while the house is closing.
   */
  async watch(visitor: Visitor): Promise<Watching> {
    if (this.#draining) throw new Fault('unavailable', { retryAfterSeconds: 1 })
    const { lotId, caller, address, after } = visitor
    await this.#ports.house.readLot({ lotId, reader: caller })
    const epoch = await this.#ports.rooms.epoch()
    const giveBack = this.#places.take({ user: caller?.id ?? null, address })
    const now = performance.now()
    const watching: Watching = new Watching({
      // A place in another log is as one that is not there.
      after:
        after === undefined ? null : after.epoch === epoch ? after.seq : Number.MAX_SAFE_INTEGER,
      open: () => this.#join(lotId, watching),
      left: () => {
        giveBack()
        this.#guests.delete(guest)
        void this.#leave(lotId, watching)
      },
    })
    const guest: Guest = { watching, visitor, since: now, lookedAt: now }
    this.#guests.add(guest)
    return watching
  }

  /** Sends everybody away, spread over two seconds, and lets nobody in any more. */
  drain(): Promise<void> {
    return (this.#draining ??= this.#drain())
  }

  async #drain(): Promise<void> {
    for (const { watching } of this.#guests) watching.end('draining', Math.random() * SPREAD)
    const end = performance.now() + FAREWELL
    while (this.#guests.size > 0 && performance.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 20))
    for (const { watching } of this.#guests) void watching.return()
    clearInterval(this.#timer)
    await this.#looking
    await this.#stopListening()
    await this.#ports.presence.report(this.#process, new Map()).catch(() => {})
  }

  async #join(lotId: LotId, watching: Watching) {
    const room = await this.#open(lotId)
    room.join(watching)
    this.#reported.isNews = true
    return { tail: room.tail, frames: room.frames, now: () => this.#ports.clock.now() }
  }

  async #leave(lotId: LotId, watching: Watching): Promise<void> {
    const room = await this.#rooms.get(lotId)
    room?.leave(watching)
    this.#reported.isNews = true
  }

  #open(lotId: LotId): Promise<OpenRoom> {
    const known = this.#rooms.get(lotId)
    if (known) return known
    const opening = this.#read(lotId)
    this.#rooms.set(lotId, opening)
    opening.catch(() => this.#rooms.delete(lotId))
    return opening
  }

  async #read(lotId: LotId): Promise<OpenRoom> {
    const { rooms } = this.#ports
    const [epoch, tops] = await Promise.all([rooms.epoch(), rooms.tops([lotId])])
    return new OpenRoom(lotId, { epoch, top: tops.get(lotId)?.seq ?? 0, rooms })
  }

  #wake(lotId: LotId): void {
    // Where reading fails the database is away: the look at all rooms, a second later, tries again.
    this.#rooms
      .get(lotId)
      ?.then(({ tail }) => tail.wake())
      .catch(() => {})
  }

  #tick(): void {
    const now = performance.now()
    for (const guest of this.#guests) {
      const { watching, visitor, since, lookedAt } = guest
      watching.tick(now)
      if (visitor.by === 'sse' && now - since > RENEWED_AFTER) watching.end('renew')
      if (visitor.token === null || now - lookedAt < SESSION_EVERY) continue
      guest.lookedAt = now
      void this.#lookAtSession(watching, visitor.token)
    }
    this.#looking ??= this.#look(now)
      .catch(() => {})
      .finally(() => {
        this.#looking = null
      })
  }

  async #lookAtSession(watching: Watching, token: string): Promise<void> {
    try {
      await this.#ports.house.whoAmI({ token })
    } catch (error) {
      if (isRefusal(error)) watching.end('session-ended')
    }
  }

  /** Looks at the logs for itself, tells who watches here, and hears who watches elsewhere. */
  async #look(now: number): Promise<void> {
    if (this.#rooms.size === 0 && !this.#reported.isNews) return
    const rooms = new Map<LotId, OpenRoom>()
    for (const [lotId, opening] of this.#rooms) rooms.set(lotId, await opening)
    const lotIds = [...rooms.keys()]
    const tops = await this.#ports.rooms.tops(lotIds)
    for (const [lotId, { tail }] of rooms)
      if ((tops.get(lotId)?.seq ?? 0) > tail.top) void tail.wake().catch(() => {})
    await this.#report(rooms, now)
    for (const [lotId, seen] of await this.#ports.presence.watching(lotIds))
      rooms.get(lotId)?.tellPresence(seen)
    for (const [lotId, room] of rooms) if (room.isIdle(now)) this.#rooms.delete(lotId)
  }

  async #report(rooms: ReadonlyMap<LotId, OpenRoom>, now: number): Promise<void> {
    if (!this.#reported.isNews && now - this.#reported.at < REPORT_EVERY) return
    this.#reported = { at: now, isNews: false }
    const watched = [...rooms].filter(([, { size }]) => size > 0)
    const watching = new Map(watched.map(([lotId, { size }]) => [lotId, size]))
    await this.#ports.presence.report(this.#process, watching)
  }
}
