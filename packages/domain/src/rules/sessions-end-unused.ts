import type { Session } from '../session.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

type Times = Pick<Session, 'expiresAt' | 'usedAt'>
/** `idleHours`: for how long a session may go unused. */
type Asked = { now: Date; idleHours: number }

/**
 * A session ends at the moment that was set for it, and before that once nobody has used it for long
 * enough (OWASP ASVS 5.0, 7.3.1 and 7.3.2).
 */
export function hasSessionEnded({ expiresAt, usedAt }: Times, { now, idleHours }: Asked): boolean {
  return now >= expiresAt || now.getTime() - usedAt.getTime() >= idleHours * HOUR
}

/**
 * Whether a use is worth writing down. One a minute is enough, so that a read does not cost a write;
 * where a session may go unused for less than ten minutes, one in a tenth of that time. A session that
 * has ended is not used.
 */
export function isUseNews(session: Times, asked: Asked): boolean {
  const unwritten = asked.now.getTime() - session.usedAt.getTime()
  const worthIt = unwritten >= Math.min(MINUTE, (asked.idleHours * HOUR) / 10)
  return worthIt && !hasSessionEnded(session, asked)
}
