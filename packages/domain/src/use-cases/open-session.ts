import type { Ports } from '../ports.ts'
import { newToken, sha256 } from '../secrets.ts'
import type { Caller } from '../user.ts'
import type { HouseSettings } from '../house-settings.ts'

/** The token is told once and never kept. `expiresAt` is ISO 8601, UTC. */
export type OpenedSession = { user: Caller; token: string; expiresAt: string }

/** What the door knows of somebody who comes to get a session, beside what they say. */
export type Arrival = {
  /** The token of a session that ends with this, where the same browser had one. */
  replaces?: string | null
  /** Where they come from; null or nothing where the server cannot know it. */
  address?: string | null
}

const HOUR = 60 * 60 * 1000

/**
 * Gives a user a new token: every sign-in has its own, so none can be fixed beforehand (OWASP ASVS
 * 5.0, 7.2.4).
 * @param replaces - the token whose session ends as this one begins; null for none.
 */
export async function openSession(
  ports: Ports,
  settings: HouseSettings,
  { user, replaces }: { user: Caller; replaces: string | null },
): Promise<OpenedSession> {
  const at = await ports.clock.now()
  const expiresAt = new Date(at.getTime() + settings.sessionHours * HOUR)
  const token = newToken()
  const ends = replaces === null ? null : sha256(replaces)
  await ports.sessions.add({ tokenHash: sha256(token), user, expiresAt, at, ends })
  return { user, token, expiresAt: expiresAt.toISOString() }
}
