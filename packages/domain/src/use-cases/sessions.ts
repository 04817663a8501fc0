import { domainError } from '../domain-error.ts'
import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import { FAILED_SIGN_IN_MINUTES, nextFailedSignIns } from '../rules/rate-limit.ts'
import { hasSessionEnded, shouldRecordUse } from '../rules/session.ts'
import { hashPassword, isCurrentHash, isPasswordOf, sha256 } from '../secrets.ts'
import type { Session } from '../session.ts'
import type { Caller, User } from '../user.ts'
import { type ClientInfo, type OpenedSession, openSession } from './new-session.ts'
import { consume } from './rate-limits.ts'

export type SignInInput = ClientInfo & { email: string; password: string }

/**
 * Opens a session. An unknown e-mail address and a wrong password give the same answer after the same
 * work. The attempt is counted before the password is verified, for the client's address and for the
 * e-mail address, so that concurrent attempts are all counted. A hash with outdated parameters is
 * replaced.
 * @throws DomainError too-many-attempts, wrong-credentials.
 */
export async function signIn(
  ports: Ports,
  settings: HouseSettings,
  input: SignInInput,
): Promise<OpenedSession> {
  const refund = await consumeForAddress(input.address, ports, settings)
  const attempt = { emailHash: sha256(input.email.toLowerCase()), at: await ports.clock.now() }
  await ports.failedSignIns.record(attempt, (failures) => nextFailedSignIns(failures, attempt.at))

  let verified = await verifyPassword(ports, input)
  await ports.failedSignIns.clear(attempt.emailHash)
  await refund?.()

  // Opening the session also ends the one that it replaces, so it comes last. When the stored hash has
  // changed in the meantime, the password is verified again.
  for (;;) {
    const { replaces } = input
    const opened = await openSession(ports, settings, { ...verified, replaces })
    if (opened) return opened
    verified = await verifyPassword(ports, input)
  }
}

/**
 * Verifies a password.
 * @returns the user, and the stored hash after an update of its parameters.
 * @throws DomainError wrong-credentials.
 */
async function verifyPassword(
  { users }: Ports,
  { email, password }: SignInInput,
): Promise<{ user: Caller; passwordHash: string }> {
  const found = await users.findByEmail(email)
  const isRight = await isPasswordOf(found?.passwordHash ?? null, password)
  if (!found || !isRight) throw domainError('wrong-credentials')
  const { passwordHash, ...user } = found
  if (isCurrentHash(passwordHash)) return { user, passwordHash }
  const to = await hashPassword(password)
  await users.rehash(user.id, { from: passwordHash, to })
  return { user, passwordHash: to }
}

/**
 * Counts an attempt for the client's address, which stops one client from trying one password on many
 * e-mail addresses. Clients without a known address are not counted: a shared quota would let one of
 * them lock out the others.
 * @throws DomainError too-many-attempts.
 */
async function consumeForAddress(
  address: string | null | undefined,
  ports: Ports,
  { quotas }: HouseSettings,
): Promise<(() => Promise<void>) | null> {
  if (!quotas || !address) return null
  const seconds = FAILED_SIGN_IN_MINUTES * 60
  const quota = { name: 'failed-sign-ins-per-address', most: quotas.failedSignIns, seconds }
  return consume(ports, { quota, by: address, code: 'too-many-attempts' })
}

export type SignOutInput = { token: string }

/** Ends the session of a token, in both apps. */
export async function signOut(ports: Ports, { token }: SignOutInput): Promise<void> {
  await ports.sessions.end(sha256(token), await ports.clock.now())
}

export type SignOutEverywhereInput = { user: User }

/** Ends every session of a user, including the caller's, in both apps. */
export async function signOutEverywhere(
  ports: Ports,
  { user }: SignOutEverywhereInput,
): Promise<void> {
  await ports.sessions.endAll(user.id, await ports.clock.now())
}

export type SessionTokenInput = { token: string }

/**
 * Returns the user of a session token and counts as a use of the session.
 * @throws DomainError session-ended for an unknown, ended, expired or idle session.
 */
export async function whoAmI(
  ports: Ports,
  settings: HouseSettings,
  { token }: SessionTokenInput,
): Promise<Caller> {
  const now = await ports.clock.now()
  const limit = { now, idleHours: settings.sessionIdleHours }
  const session = await ports.sessions.use(sha256(token), {
    at: now,
    shouldRecord: (stored) => shouldRecordUse(stored, limit),
  })
  return userOf(session, settings, now)
}

/**
 * Returns the user of a session token without using the session. Event streams reconnect by
 * themselves, so an open page would otherwise keep its session from becoming idle.
 * @throws DomainError session-ended for an unknown, ended, expired or idle session.
 */
export async function whoWatches(
  ports: Ports,
  settings: HouseSettings,
  { token }: SessionTokenInput,
): Promise<Caller> {
  const now = await ports.clock.now()
  return userOf(await ports.sessions.find(sha256(token)), settings, now)
}

function userOf(
  session: Session | null,
  { sessionIdleHours: idleHours }: HouseSettings,
  now: Date,
): Caller {
  if (!session || hasSessionEnded(session, { now, idleHours })) throw domainError('session-ended')
  return session.user
}
