import type { Ports } from '../ports.ts'
import { refuse } from '../refusal.ts'
import { isPasswordOf } from '../secrets.ts'
import { type OpenedSession, openSession } from './open-session.ts'
import type { HouseSettings } from '../house-settings.ts'

export type SignIn = { email: string; password: string }

/**
 * Opens a session. An unknown address and a wrong password get one answer, in the same time.
 * @throws Refusal wrong-credentials.
 */
export async function signIn(
  ports: Ports,
  settings: HouseSettings,
  input: SignIn,
): Promise<OpenedSession> {
  const found = await ports.users.findByEmail(input.email)
  const known = await isPasswordOf(found?.passwordHash ?? null, input.password)
  if (!found || !known) throw refuse('wrong-credentials')
  const { passwordHash: _, ...user } = found
  return openSession(ports, settings, user)
}
