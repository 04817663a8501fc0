import type { HouseSettings } from '../house-settings.ts'
import { domainError } from '../refusal.ts'
import { hasSessionEnded } from '../rules/sessions-end-unused.ts'
import type { Session } from '../session.ts'
import type { Caller } from '../user.ts'

/** Whose session it is. @throws DomainError session-ended: unknown, ended or over. */
export function callerIn(
  session: Session | null,
  { sessionIdleHours: idleHours }: HouseSettings,
  now: Date,
): Caller {
  if (!session || hasSessionEnded(session, { now, idleHours })) throw domainError('session-ended')
  return session.user
}
