import type { Ports } from '../ports.ts'
import { refuse } from '../refusal.ts'
import {
  FAILURE_COUNTS_MINUTES,
  tenFailuresMakeAnAddressWait,
} from '../rules/ten-failures-make-an-address-wait.ts'
import { hashPassword, isHashedAsNow, isPasswordOf, sha256 } from '../secrets.ts'
import { countVisit } from './count-visit.ts'
import { type Arrival, type OpenedSession, openSession } from './open-session.ts'
import type { HouseSettings } from '../house-settings.ts'

export type SignIn = Arrival & { email: string; password: string }

/**
 * Opens a session. An unknown address and a wrong password get one answer, in the same time, and
 * count alike. An attempt is counted before it is judged, for its client's address and for its e-mail
 * address: of many at the same moment none is missed. A password that is right is hashed anew where
 * its hash was made with parameters of another time.
 * @throws Refusal too-many-attempts; wrong-credentials.
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

  const found = await ports.users.findByEmail(input.email)
  const known = await isPasswordOf(found?.passwordHash ?? null, input.password)
  if (!found || !known) throw refuse('wrong-credentials')

  await ports.attempts.forget(attempt.emailHash)
  await wasRight?.()
  const { passwordHash, ...user } = found
  if (!isHashedAsNow(passwordHash)) {
    const to = await hashPassword(input.password)
    await ports.users.rehash(user.id, { from: passwordHash, to })
  }
  return openSession(ports, settings, { user, replaces: input.replaces ?? null })
}

/**
 * One password tried on many e-mail addresses is seen where it comes from. All whose address is not
 * known must not be one client here: anybody could keep everybody out.
 * @throws Refusal too-many-attempts.
 */
async function countAttemptFrom(
  address: string | null | undefined,
  ports: Ports,
  { quotas }: HouseSettings,
): Promise<(() => Promise<void>) | null> {
  if (!quotas || !address) return null
  const seconds = FAILURE_COUNTS_MINUTES * 60
  const quota = { name: 'failed-sign-ins-per-address', most: quotas.failedSignIns, seconds }
  return countVisit(ports, { quota, address, code: 'too-many-attempts' })
}
