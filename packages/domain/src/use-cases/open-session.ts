import type { Ports } from '../ports.ts'
import { newToken, sha256 } from '../secrets.ts'
import type { NewSession } from '../session-ports.ts'
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

/** Who comes in, by the hash of the password that they have shown, and in place of which session. */
type Opening = { user: Caller; passwordHash: string; replaces: string | null | undefined }

const HOUR = 60 * 60 * 1000

/**
 * Gives a user a new token.
 * @returns null where the password has been changed since it was shown.
 */
export async function openSession(
  ports: Ports,
  settings: HouseSettings,
  { user, passwordHash, replaces }: Opening,
): Promise<OpenedSession | null> {
  const { session, opened } = await newSession(ports, settings, user)
  const ends = replaces ? sha256(replaces) : null
  const hasBegun = await ports.sessions.add({ ...session, user, passwordHash, ends })
  return hasBegun ? opened : null
}

/**
 * A session that has yet to begin: what is to be kept of it, and what its user is told. Every sign-in
 * has a token of its own, so none can be fixed beforehand (OWASP ASVS 5.0, 7.2.4).
 */
export async function newSession(
  { clock }: Ports,
  { sessionHours }: HouseSettings,
  user: Caller,
): Promise<{ session: NewSession; opened: OpenedSession }> {
  const at = await clock.now()
  const expiresAt = new Date(at.getTime() + sessionHours * HOUR)
  const token = newToken()
  return {
    session: { tokenHash: sha256(token), expiresAt, at },
    opened: { user, token, expiresAt: expiresAt.toISOString() },
  }
}
