import { domainError } from '../domain-error.ts'
import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import type { Quota } from '../quota.ts'
import { checkPassword } from '../rules/password.ts'
import { hashPassword, isPasswordOf } from '../secrets.ts'
import type { Caller } from '../user.ts'
import { type ClientInfo, newSession, type OpenedSession, openSession } from './new-session.ts'
import { consume } from './rate-limits.ts'

export type SignUpInput = ClientInfo & { email: string; password: string; name: string }

/** Clients without a known address share one quota. */
const UNKNOWN_ADDRESS = 'unknown'

/**
 * Creates a user with an empty wallet and opens a session. The request is counted before the password
 * is hashed, because hashing is expensive.
 * @throws DomainError invalid, too-many-requests, email-taken.
 */
export async function signUp(
  ports: Ports,
  settings: HouseSettings,
  input: SignUpInput,
): Promise<OpenedSession> {
  const invalid = checkPassword(input)
  if (invalid) throw invalid
  if (settings.quotas)
    await consume(ports, {
      quota: { name: 'sign-ups', most: settings.quotas.signUps, seconds: 60 },
      by: input.address ?? UNKNOWN_ADDRESS,
      code: 'too-many-requests',
    })
  const passwordHash = await hashPassword(input.password)
  const user = await ports.users.add({ email: input.email, name: input.name, passwordHash })
  if (!user) throw domainError('email-taken')
  const { replaces } = input
  const opened = await openSession(ports, settings, { user, passwordHash, replaces })
  if (!opened) throw new Error('The password of a new user has been changed')
  return opened
}

/** `current` is the user's present password, `password` the new one. */
export type ChangePasswordInput = { user: Caller; current: string; password: string }

/**
 * House rule: limits guesses of the current password by someone who has stolen a session. They are
 * counted apart from failed sign-ins, so that an attacker at the sign-in form does not keep the owner
 * from changing the password.
 */
const WRONG_PASSWORDS: Quota = { name: 'wrong-passwords', most: 10, seconds: 15 * 60 }

/**
 * Changes the password of a user, ends all of their sessions, and opens a new session for the caller
 * (OWASP ASVS 5.0, 7.2.4 and 7.4.3). Of two concurrent changes one succeeds; the other fails with
 * wrong-password.
 * @throws DomainError invalid, too-many-requests, wrong-password.
 */
export async function changePassword(
  ports: Ports,
  settings: HouseSettings,
  { user, current, password }: ChangePasswordInput,
): Promise<OpenedSession> {
  const invalid = checkPassword({ ...user, password })
  if (invalid) throw invalid
  const limit = { quota: WRONG_PASSWORDS, by: user.id, code: 'too-many-requests' as const }
  const refund = await consume(ports, limit)

  // The stored hash may change while this one is computed; then verify the password again.
  for (;;) {
    const { passwordHash: from = null } = (await ports.users.findByEmail(user.email)) ?? {}
    if (!from || !(await isPasswordOf(from, current))) throw domainError('wrong-password')
    const to = await hashPassword(password)
    const { session, opened } = await newSession(ports, settings, user)
    if (!(await ports.users.changePassword(user.id, { from, to, session }))) continue
    await refund()
    return opened
  }
}
