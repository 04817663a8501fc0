import type { Ports } from '../ports.ts'
import { newToken, sha256 } from '../secrets.ts'
import type { Caller } from '../user.ts'
import type { HouseSettings } from '../house-settings.ts'

/** The token is told once and never kept. `expiresAt` is ISO 8601, UTC. */
export type OpenedSession = { user: Caller; token: string; expiresAt: string }

const HOUR = 60 * 60 * 1000

/** Gives a user a new token: every sign-in has its own, so none can be fixed beforehand. */
export async function openSession(
  ports: Ports,
  settings: HouseSettings,
  user: Caller,
): Promise<OpenedSession> {
  const at = await ports.clock.now()
  const expiresAt = new Date(at.getTime() + settings.sessionHours * HOUR)
  const token = newToken()
  await ports.sessions.add({ tokenHash: sha256(token), user, expiresAt, at })
  return { user, token, expiresAt: expiresAt.toISOString() }
}
