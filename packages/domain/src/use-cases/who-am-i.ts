import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import { isUseNews } from '../rules/sessions-end-unused.ts'
import { sha256 } from '../secrets.ts'
import type { Caller } from '../user.ts'
import { knownSession } from './known-session.ts'

export type WhoAmI = { token: string }

/**
 * Finds the caller by their token, which is a use of the session.
 * @throws Refusal session-ended: expired, unused for too long, ended or unknown.
 */
export async function whoAmI(
  ports: Ports,
  settings: HouseSettings,
  { token }: WhoAmI,
): Promise<Caller> {
  const tokenHash = sha256(token)
  const now = await ports.clock.now()
  const { user, usedAt } = await knownSession(ports, settings, { tokenHash, now })
  if (isUseNews({ usedAt }, { now, idleHours: settings.sessionIdleHours }))
    await ports.sessions.use(tokenHash, { before: usedAt, at: now })
  return user
}
