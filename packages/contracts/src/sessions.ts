import { z } from 'zod'
import { operation } from './operation.ts'
import { Email, OpenedSession } from './users.ts'

/** Only a password too long to hash is refused here: any other length is simply wrong. */
export const SignIn = z.strictObject({ email: Email, password: z.string().max(1000) })

export const signIn = operation({
  name: 'signIn',
  summary: 'Opens a session.',
  method: 'POST',
  path: '/api/sessions',
  who: 'all',
  body: SignIn,
  answers: { 201: OpenedSession },
  headers: ['Set-Cookie'],
  errors: ['wrong-credentials', 'too-many-attempts'],
})

export const signOut = operation({
  name: 'signOut',
  summary: 'Ends the session that the caller shows.',
  method: 'DELETE',
  path: '/api/sessions/current',
  who: 'user',
  answers: { 204: null },
  headers: ['Set-Cookie'],
})

export const signOutEverywhere = operation({
  name: 'signOutEverywhere',
  summary: 'Ends every session of the caller.',
  method: 'DELETE',
  path: '/api/sessions',
  who: 'user',
  answers: { 204: null },
  headers: ['Set-Cookie'],
})
