import type * as domain from '@gavel/domain'
import { NAME_LENGTH, PASSWORD_LENGTH, type UserId } from '@gavel/domain'
import { z } from 'zod'
import { operation } from './operation.ts'
import { id, Instant, text } from './shapes.ts'

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
export const Password = text(PASSWORD_LENGTH)

/** A new session. `token` is told this once; the cookie `gavel_session` carries the same. */
export const OpenedSession = z.strictObject({
  user: CallerView,
  token: z.string(),
  expiresAt: Instant,
}) satisfies z.ZodType<domain.OpenedSession>

export const SignUp = z.strictObject({
  email: Email,
  password: Password,
  name: text(NAME_LENGTH),
})

export const signUp = operation({
  name: 'signUp',
  method: 'POST',
  path: '/api/users',
  who: 'all',
  body: SignUp,
  answers: { 201: OpenedSession },
  refusals: ['email-taken'],
})

export const whoAmI = operation({
  name: 'whoAmI',
  method: 'GET',
  path: '/api/me',
  who: 'user',
  answers: { 200: CallerView },
})
