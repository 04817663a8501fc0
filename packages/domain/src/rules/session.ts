import type { Session } from '../session.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type SessionTimes = Pick<Session, 'expiresAt' | 'usedAt'>
/** `idleHours`: hours after its last use at which a session ends. */
type IdleLimit = { now: Date; idleHours: number }

/**
 * Whether a session has ended: at `expiresAt`, or `idleHours` after its last use, whichever comes first
 * (OWASP ASVS 5.0, 7.3.1 and 7.3.2).
 */
export function hasSessionEnded(
  { expiresAt, usedAt }: SessionTimes,
  { now, idleHours }: IdleLimit,
): boolean {
  return now >= expiresAt || now.getTime() - usedAt.getTime() >= idleHours * HOUR
}

/**
 * Whether to write a use of the session to the store. One write a minute is enough, so that a read
 * does not cost a write; with an idle limit below ten minutes, one write per tenth of that limit. Uses
 * of an ended session are not recorded.
 */
export function shouldRecordUse(session: SessionTimes, limit: IdleLimit): boolean {
  const sinceRecorded = limit.now.getTime() - session.usedAt.getTime()
  const isDue = sinceRecorded >= Math.min(MINUTE, (limit.idleHours * HOUR) / 10)
  return isDue && !hasSessionEnded(session, limit)
}
