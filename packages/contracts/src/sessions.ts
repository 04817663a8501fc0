import { z } from 'zod'
import { operation } from './operation.ts'
import { Email, OpenedSession } from './users.ts'

/** Only a password too long to hash is refused here: any other length is simply wrong. */
export const SignIn = z.strictObject({ email: Email, password: z.string().max(1000) })

export const signIn = operation({
  name: 'signIn',
  method: 'POST',
  path: '/api/sessions',
  who: 'all',
  body: SignIn,
  answers: { 201: OpenedSession },
  refusals: ['wrong-credentials', 'too-many-attempts'],
})

export const signOut = operation({
  name: 'signOut',
  method: 'DELETE',
  path: '/api/sessions/current',
  who: 'user',
  answers: { 204: null },
})

export const signOutEverywhere = operation({
  name: 'signOutEverywhere',
  method: 'DELETE',
  path: '/api/sessions',
  who: 'user',
  answers: { 204: null },
})
