import type { Ports } from '../ports.ts'
import { refuse } from '../refusal.ts'
import { hashPassword } from '../secrets.ts'
import { type OpenedSession, openSession } from './open-session.ts'
import type { HouseSettings } from '../house-settings.ts'

/** `replaces`: the token of a session that ends with this, where the same browser had one. */
export type SignUp = { email: string; password: string; name: string; replaces?: string | null }

/** Makes a user with an empty wallet and signs them in. @throws Refusal email-taken. */
export async function signUp(
  ports: Ports,
  settings: HouseSettings,
  input: SignUp,
): Promise<OpenedSession> {
  const passwordHash = await hashPassword(input.password)
  const user = await ports.users.add({ email: input.email, name: input.name, passwordHash })
  if (!user) throw refuse('email-taken')
  return openSession(ports, settings, { user, replaces: input.replaces ?? null })
}
