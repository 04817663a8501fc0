import type { Ports } from '../ports.ts'
import { refuse } from '../refusal.ts'
import { tenFailuresMakeAnAddressWait } from '../rules/ten-failures-make-an-address-wait.ts'
import { hashPassword, isHashedAsNow, isPasswordOf, sha256 } from '../secrets.ts'
import { type OpenedSession, openSession } from './open-session.ts'
import type { HouseSettings } from '../house-settings.ts'

/** `replaces`: the token of a session that ends with this, where the same browser had one. */
export type SignIn = { email: string; password: string; replaces?: string | null }

/**
 * Opens a session. An unknown address and a wrong password get one answer, in the same time, and
 * count alike. An attempt is counted before it is judged: of many at the same moment none is missed.
 * A password that is right is hashed anew where its hash was made with parameters of another time.
 * @throws Refusal too-many-attempts; wrong-credentials.
 */
export async function signIn(
  ports: Ports,
  settings: HouseSettings,
  input: SignIn,
): Promise<OpenedSession> {
  const attempt = { emailHash: sha256(input.email.toLowerCase()), at: await ports.clock.now() }
  await ports.attempts.add(attempt, (failures) =>
    tenFailuresMakeAnAddressWait(failures, attempt.at),
  )

  const found = await ports.users.findByEmail(input.email)
  const known = await isPasswordOf(found?.passwordHash ?? null, input.password)
  if (!found || !known) throw refuse('wrong-credentials')

  await ports.attempts.forget(attempt.emailHash)
  const { passwordHash, ...user } = found
  if (!isHashedAsNow(passwordHash)) {
    const to = await hashPassword(input.password)
    await ports.users.rehash(user.id, { from: passwordHash, to })
  }
  return openSession(ports, settings, { user, replaces: input.replaces ?? null })
}
