import { z } from 'zod'
import { operation } from './operation.ts'

/** How many lots this call settled. */
export const Closing = z.strictObject({ settled: z.int() })

export const closeDueLots = operation({
  name: 'closeDueLots',
  summary: 'Settles the lots whose time has come.',
  description: 'For an operator or a scheduler; the worker in each twin does the same on its own.',
  method: 'POST',
  path: '/api/closings',
  who: 'operator',
  answers: { 200: Closing },
  errors: ['busy'],
})
