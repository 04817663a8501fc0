import type { Ports } from '../ports.ts'
import { refuse } from '../refusal.ts'
import { hashPassword } from '../secrets.ts'
import { countVisit } from './count-visit.ts'
import { type Arrival, type OpenedSession, openSession } from './open-session.ts'
import type { HouseSettings } from '../house-settings.ts'

export type SignUp = Arrival & { email: string; password: string; name: string }

/** All whose address is not known are one client. */
const UNKNOWN = 'unknown'

/**
 * Makes a user with an empty wallet and signs them in. It is counted before the password is hashed,
 * which is what costs. @throws Refusal too-many-requests, email-taken.
 */
export async function signUp(
  ports: Ports,
  settings: HouseSettings,
  input: SignUp,
): Promise<OpenedSession> {
  if (settings.quotas)
    await countVisit(ports, {
      quota: { name: 'sign-ups', most: settings.quotas.signUps, seconds: 60 },
      address: input.address ?? UNKNOWN,
      code: 'too-many-requests',
    })
  const passwordHash = await hashPassword(input.password)
  const user = await ports.users.add({ email: input.email, name: input.name, passwordHash })
  if (!user) throw refuse('email-taken')
  return openSession(ports, settings, { user, replaces: input.replaces ?? null })
}
