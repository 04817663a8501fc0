import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import type { Quota } from '../quota.ts'
import { domainError } from '../refusal.ts'
import { passwordsAreNotTriedFirst } from '../rules/passwords-are-not-tried-first.ts'
import { hashPassword, isPasswordOf } from '../secrets.ts'
import type { Caller } from '../user.ts'
import { countVisit } from './count-visit.ts'
import { newSession, type OpenedSession } from './open-session.ts'

/** `current` is the password that the user has now, `password` the one to come. */
export type ChangePassword = { user: Caller; current: string; password: string }

/**
 * House rule: whoever has taken a session may not try what the password is. They are counted apart
 * from those who try to sign in, so that a stranger who makes the address wait does not keep its owner
 * from this.
 */
const WRONG_PASSWORDS: Quota = { name: 'wrong-passwords', most: 10, seconds: 15 * 60 }

/**
 * Changes the password of a user. Every session ends with it, that of the caller too, and the caller
 * gets another (OWASP ASVS 5.0, 7.2.4 and 7.4.3): whoever else had the password, or a token, is out.
 * Of two changes at one moment one is made; the other is told that its password is not the current one.
 * @throws DomainError invalid; too-many-requests; wrong-password.
 */
export async function changePassword(
  ports: Ports,
  settings: HouseSettings,
  { user, current, password }: ChangePassword,
): Promise<OpenedSession> {
  const easy = passwordsAreNotTriedFirst({ ...user, password })
  if (easy) throw easy
  const quota = { quota: WRONG_PASSWORDS, by: user.id, code: 'too-many-requests' as const }
  const wasRight = await countVisit(ports, quota)

  // Whoever is overtaken by another password, or by another hash of the same, is judged again.
  for (;;) {
    const { passwordHash: from = null } = (await ports.users.findByEmail(user.email)) ?? {}
    if (!from || !(await isPasswordOf(from, current))) throw domainError('wrong-password')
    const to = await hashPassword(password)
    const { session, opened } = await newSession(ports, settings, user)
    if (!(await ports.users.changePassword(user.id, { from, to, session }))) continue
    await wasRight()
    return opened
  }
}
