import { z } from 'zod'
import { operation } from './operation.ts'

export const Health = z.strictObject({ status: z.literal('ok') })

/** The process answers; says nothing of the database, so that a restart is not the cure for it. */
export const liveness = operation({
  name: 'liveness',
  method: 'GET',
  path: '/api/health/live',
  who: 'all',
  answers: { 200: Health },
})

/** The process can do its work: its database answers. */
export const readiness = operation({
  name: 'readiness',
  method: 'GET',
  path: '/api/health/ready',
  who: 'all',
  answers: { 200: Health },
  refusals: ['unavailable'],
})
