import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import { SESSIONS_KEPT_DAYS } from '../session.ts'

const HOUR = 60 * 60 * 1000

/**
 * Forgets the sessions that ended long ago. Whatever ended one, nobody has used it since: so one
 * moment is enough to tell, that of its last use. It forgets some of them, and answers whether there
 * may be more.
 */
export async function forgetSessions(
  ports: Ports,
  { sessionIdleHours }: HouseSettings,
): Promise<boolean> {
  const now = await ports.clock.now()
  const hours = sessionIdleHours + SESSIONS_KEPT_DAYS * 24
  return ports.sessions.forgetBefore(new Date(now.getTime() - hours * HOUR))
}
