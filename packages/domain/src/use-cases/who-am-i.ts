import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import { isUseNews } from '../rules/sessions-end-unused.ts'
import { sha256 } from '../secrets.ts'
import type { Caller } from '../user.ts'
import { callerIn } from './caller-in.ts'

export type WhoAmI = { token: string }

/**
 * Finds the caller by their token, which is a use of the session.
 * @throws DomainError session-ended: expired, unused for too long, ended or unknown.
 */
export async function whoAmI(
  ports: Ports,
  settings: HouseSettings,
  { token }: WhoAmI,
): Promise<Caller> {
  const now = await ports.clock.now()
  const asked = { now, idleHours: settings.sessionIdleHours }
  const session = await ports.sessions.use(sha256(token), {
    at: now,
    isNews: (kept) => isUseNews(kept, asked),
  })
  return callerIn(session, settings, now)
}
