import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import { refuse } from '../refusal.ts'
import { hasSessionEnded } from '../rules/sessions-end-unused.ts'
import type { Session } from '../session.ts'

/** The session of a token, by its hash. @throws Refusal session-ended: unknown, ended or over. */
export async function knownSession(
  ports: Ports,
  { sessionIdleHours: idleHours }: HouseSettings,
  { tokenHash, now }: { tokenHash: string; now: Date },
): Promise<Session> {
  const session = await ports.sessions.find(tokenHash)
  if (!session || hasSessionEnded(session, { now, idleHours })) throw refuse('session-ended')
  return session
}
