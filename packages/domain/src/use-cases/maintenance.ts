import type { HouseSettings } from '../house-settings.ts'
import { KEY_RETENTION_HOURS } from '../idempotency.ts'
import type { Ports } from '../ports.ts'
import { EVENT_RETENTION_DAYS } from '../room.ts'
import { FAILED_SIGN_IN_MINUTES } from '../rules/rate-limit.ts'
import { SESSION_RETENTION_DAYS } from '../session.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

// Each of these deletes one batch and returns whether more may remain.

/** Deletes expired Idempotency-IdempotencyRecords with their stored answers. */
export async function deleteExpiredIdempotencyRecords(ports: Ports): Promise<boolean> {
  return ports.idempotencyRecords.deleteBefore(await before(ports, KEY_RETENTION_HOURS * HOUR))
}

/** Deletes failed sign-ins and rate-limit windows that no longer count. */
export async function deleteExpiredRateLimits(ports: Ports): Promise<boolean> {
  const now = await ports.clock.now()
  const failuresBefore = new Date(now.getTime() - FAILED_SIGN_IN_MINUTES * MINUTE)
  const remaining = [
    await ports.failedSignIns.deleteBefore(failuresBefore),
    await ports.rateLimits.deleteBefore(now),
  ]
  return remaining.includes(true)
}

/**
 * Deletes sessions that ended long ago. A session that has ended has no later use, so the time of its
 * last use is enough to find it.
 */
export async function deleteExpiredSessions(
  ports: Ports,
  { sessionIdleHours }: HouseSettings,
): Promise<boolean> {
  const age = sessionIdleHours * HOUR + SESSION_RETENTION_DAYS * DAY
  return ports.sessions.deleteBefore(await before(ports, age))
}

/** Deletes old events from the logs of all rooms. Bids and messages are not deleted. */
export async function trimRooms(ports: Ports): Promise<boolean> {
  return ports.rooms.trim(await before(ports, EVENT_RETENTION_DAYS * DAY))
}

/** Returns the time so many milliseconds ago, on the house's clock. */
async function before(ports: Ports, milliseconds: number): Promise<Date> {
  const now = await ports.clock.now()
  return new Date(now.getTime() - milliseconds)
}
