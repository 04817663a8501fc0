import type { Operation } from './operation.ts'
import { type ProblemCode, PROBLEMS } from './problems.ts'

/** The error codes that an operation may answer, by status: its own and the common ones. */
export function errorCodesOf(operation: Operation): ProblemCode[] {
  const codes: ProblemCode[] = [...commonErrorsOf(operation), ...(operation.errors ?? [])]
  return codes.toSorted((one, other) => PROBLEMS[one].status - PROBLEMS[other].status)
}

/** The codes of guards, input validation and failures that the declaration of an operation implies. */
function commonErrorsOf({ who, method, stream, params, ...needs }: Operation): ProblemCode[] {
  const isListened = stream !== undefined
  const bySession = who === 'user' || isListened
  return [
    'malformed-request',
    'too-large',
    'internal',
    ...when(needs.keyed, 'key-missing', 'key-reused'),
    ...when(who !== 'all', 'no-session'),
    ...when(bySession, 'session-ended'),
    // Pages of a foreign site may neither write with the cookie nor open a stream.
    ...when(isListened || (who === 'user' && method !== 'GET'), 'cross-site'),
    ...when(params, 'not-found'),
    ...when(needs.body, 'request-timeout', 'wrong-media-type', 'invalid'),
    ...when(needs.matched, 'precondition-required'),
    ...when(!needs.selfContained, 'unavailable'),
  ]
}

const when = (condition: unknown, ...codes: ProblemCode[]): ProblemCode[] =>
  condition ? codes : []
