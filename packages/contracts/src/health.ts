import { z } from 'zod'
import { operation } from './operation.ts'

export const Health = z.strictObject({ status: z.literal('ok') })

export const liveness = operation({
  name: 'liveness',
  summary: 'Tells that the process answers.',
  description: 'It says nothing of the database, so that a restart is not the cure for it.',
  method: 'GET',
  path: '/api/health/live',
  who: 'all',
  answers: { 200: Health },
  selfContained: true,
})

export const readiness = operation({
  name: 'readiness',
  summary: 'Tells that the process can do its work: its database answers.',
  method: 'GET',
  path: '/api/health/ready',
  who: 'all',
  answers: { 200: Health },
})
