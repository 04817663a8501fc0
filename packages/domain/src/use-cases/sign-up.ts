import type { Ports } from '../ports.ts'
import { domainError } from '../refusal.ts'
import { passwordsAreNotTriedFirst } from '../rules/passwords-are-not-tried-first.ts'
import { hashPassword } from '../secrets.ts'
import { countVisit } from './count-visit.ts'
import { type Arrival, type OpenedSession, openSession } from './open-session.ts'
import type { HouseSettings } from '../house-settings.ts'

export type SignUp = Arrival & { email: string; password: string; name: string }

/** All whose address is not known are one client. */
const UNKNOWN = 'unknown'

/**
 * Makes a user with an empty wallet and signs them in. It is counted before the password is hashed,
 * which is what costs. @throws DomainError invalid, too-many-requests, email-taken.
 */
export async function signUp(
  ports: Ports,
  settings: HouseSettings,
  input: SignUp,
): Promise<OpenedSession> {
  const easy = passwordsAreNotTriedFirst(input)
  if (easy) throw easy
  if (settings.quotas)
    await countVisit(ports, {
      quota: { name: 'sign-ups', most: settings.quotas.signUps, seconds: 60 },
      by: input.address ?? UNKNOWN,
      code: 'too-many-requests',
    })
  const passwordHash = await hashPassword(input.password)
  const user = await ports.users.add({ email: input.email, name: input.name, passwordHash })
  if (!user) throw domainError('email-taken')
  const { replaces } = input
  const opened = await openSession(ports, settings, { user, passwordHash, replaces })
  if (!opened) throw new Error('A user who is not known yet has another password')
  return opened
}
