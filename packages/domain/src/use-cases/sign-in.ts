import type { Ports } from '../ports.ts'
import { domainError } from '../refusal.ts'
import {
  FAILURE_COUNTS_MINUTES,
  tenFailuresMakeAnAddressWait,
} from '../rules/ten-failures-make-an-address-wait.ts'
import { hashPassword, isHashedAsNow, isPasswordOf, sha256 } from '../secrets.ts'
import type { Caller } from '../user.ts'
import { countVisit } from './count-visit.ts'
import { type Arrival, type OpenedSession, openSession } from './open-session.ts'
import type { HouseSettings } from '../house-settings.ts'

export type SignIn = Arrival & { email: string; password: string }

/**
 * Opens a session. An unknown address and a wrong password get one answer, in the same time, and
 * count alike. An attempt is counted before it is judged, for its client's address and for its e-mail
 * address: of many at the same moment none is missed. A password that is right is hashed anew where
 * its hash was made with parameters of another time.
 * @throws DomainError too-many-attempts; wrong-credentials.
 */
export async function signIn(
  ports: Ports,
  settings: HouseSettings,
  input: SignIn,
): Promise<OpenedSession> {
  const wasRight = await countAttemptFrom(input.address, ports, settings)
  const attempt = { emailHash: sha256(input.email.toLowerCase()), at: await ports.clock.now() }
  await ports.attempts.add(attempt, (failures) =>
    tenFailuresMakeAnAddressWait(failures, attempt.at),
  )

  let shown = await judge(ports, input)
  await ports.attempts.forget(attempt.emailHash)
  await wasRight?.()

  // Last, for it ends the session before. Whoever is overtaken by another password, or by another
  // hash of the same, is judged again.
  for (;;) {
    const { replaces } = input
    const opened = await openSession(ports, settings, { ...shown, replaces })
    if (opened) return opened
    shown = await judge(ports, input)
  }
}

/** Whose password it is, and the hash by which that is known. @throws DomainError wrong-credentials. */
async function judge(
  { users }: Ports,
  { email, password }: SignIn,
): Promise<{ user: Caller; passwordHash: string }> {
  const found = await users.findByEmail(email)
  const isRight = await isPasswordOf(found?.passwordHash ?? null, password)
  if (!found || !isRight) throw domainError('wrong-credentials')
  const { passwordHash, ...user } = found
  if (isHashedAsNow(passwordHash)) return { user, passwordHash }
  const to = await hashPassword(password)
  await users.rehash(user.id, { from: passwordHash, to })
  return { user, passwordHash: to }
}

/**
 * One password tried on many e-mail addresses is seen where it comes from. All whose address is not
 * known must not be one client here: anybody could keep everybody out.
 * @throws DomainError too-many-attempts.
 */
async function countAttemptFrom(
  address: string | null | undefined,
  ports: Ports,
  { quotas }: HouseSettings,
): Promise<(() => Promise<void>) | null> {
  if (!quotas || !address) return null
  const seconds = FAILURE_COUNTS_MINUTES * 60
  const quota = { name: 'failed-sign-ins-per-address', most: quotas.failedSignIns, seconds }
  return countVisit(ports, { quota, by: address, code: 'too-many-attempts' })
}
