import { z } from 'zod'
import { operation } from './operation.ts'

/** How many lots this call settled. */
export const Closing = z.strictObject({ settled: z.int() })

/** For an operator or a scheduler; the worker inside each twin does the same on its own. */
export const closeDueLots = operation({
  name: 'closeDueLots',
  method: 'POST',
  path: '/api/closings',
  who: 'operator',
  answers: { 200: Closing },
})
