import type * as domain from '@gavel/domain'
import { NAME_LENGTH, PASSWORD_LENGTH, type UserId } from '@gavel/domain'
import { z } from 'zod'
import { operation } from './operation.ts'
import { id, Instant, isOfLength, text, wellFormed } from './shapes.ts'

/** A person as everybody may see them. */
export const UserView = z.strictObject({
  id: id<UserId>(),
  name: z.string(),
}) satisfies z.ZodType<domain.User>

/** A person as only they themselves may see them. */
export const CallerView = z.strictObject({
  id: id<UserId>(),
  name: z.string(),
  email: z.string(),
}) satisfies z.ZodType<domain.Caller>

/** An address is told in lower case; 254 characters are the most that SMTP carries (RFC 5321). */
export const Email = z.email().max(254).toLowerCase()
/**
 * A password is never cut or altered (OWASP ASVS 5.0, 6.2.8). Its length is that of its NFC, which is
 * what is hashed; as many characters as `SignIn` takes can be composed in no time worth speaking of.
 */
export const Password = wellFormed
  .refine(
    (given) => given.length <= 1000 && isOfLength(given.normalize('NFC'), PASSWORD_LENGTH),
    `Must have ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`,
  )
  .describe('None that many use, and more than words of the house, your name and your address.')
  .meta({ minLength: PASSWORD_LENGTH.min, maxLength: PASSWORD_LENGTH.max })

/** A new session. */
export const OpenedSession = z.strictObject({
  user: CallerView,
  token: z.string().describe('Told this once; the cookie `gavel_session` carries the same.'),
  expiresAt: Instant,
}) satisfies z.ZodType<domain.OpenedSession>

export const SignUp = z.strictObject({
  email: Email,
  password: Password,
  name: text(NAME_LENGTH),
})

export const signUp = operation({
  name: 'signUp',
  summary: 'Opens an account, and a session with it.',
  method: 'POST',
  path: '/api/users',
  who: 'all',
  body: SignUp,
  answers: { 201: OpenedSession },
  headers: ['Set-Cookie'],
  errors: ['email-taken', 'too-many-requests'],
})

/** Only a password too long to hash is refused as `current`: any other length is simply wrong. */
export const ChangePassword = z.strictObject({
  current: z.string().max(1000).describe('The password that the caller has now.'),
  password: Password,
})

export const changePassword = operation({
  name: 'changePassword',
  summary: 'Changes the password of the caller.',
  description:
    'Every session of the caller ends, this one too, and a new one begins: whoever else has a token, or knew the password before, is out. Where the answer is lost, sign in with the new password.',
  method: 'PUT',
  path: '/api/me/password',
  who: 'user',
  body: ChangePassword,
  answers: { 200: OpenedSession },
  headers: ['Set-Cookie'],
  errors: ['wrong-password', 'too-many-requests'],
})

export const whoAmI = operation({
  name: 'whoAmI',
  summary: 'Tells callers who they are.',
  method: 'GET',
  path: '/api/me',
  who: 'user',
  answers: { 200: CallerView },
})
