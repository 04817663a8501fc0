import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import { newToken, sha256 } from '../secrets.ts'
import type { NewSession } from '../session-ports.ts'
import type { Caller } from '../user.ts'

/** A new session. The token is returned once and never stored. `expiresAt` is ISO 8601, UTC. */
export type OpenedSession = { user: Caller; token: string; expiresAt: string }

/** What the server knows about the client of a sign-up or sign-in. */
export type ClientInfo = {
  /** The token of the browser's current session, which the new session replaces. */
  replaces?: string | null
  /** The client's address; null or absent when the server cannot know it. */
  address?: string | null
}

type OpenSessionInput = {
  user: Caller
  /** The stored hash that the user's password was verified against. */
  passwordHash: string
  replaces: string | null | undefined
}

const HOUR = 60 * 60 * 1000

/**
 * Opens a session for a user whose password was verified.
 * @returns null when the password has been changed since then.
 */
export async function openSession(
  ports: Ports,
  settings: HouseSettings,
  { user, passwordHash, replaces }: OpenSessionInput,
): Promise<OpenedSession | null> {
  const { session, opened } = await newSession(ports, settings, user)
  const ends = replaces ? sha256(replaces) : null
  const isAdded = await ports.sessions.add({ ...session, user, passwordHash, ends })
  return isAdded ? opened : null
}

/**
 * Creates a session without storing it. Every session has a new token, which prevents session fixation
 * (OWASP ASVS 5.0, 7.2.4).
 * @returns the record to store, and the answer for the user.
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
