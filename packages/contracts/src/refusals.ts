import type { Operation } from './operation.ts'
import { type ProblemCode, PROBLEMS } from './problems.ts'

/** Every "no" that an operation may give, by status: its own, and those of the door before it. */
export function refusalsOf(operation: Operation): ProblemCode[] {
  const codes: ProblemCode[] = [...doorOf(operation), ...(operation.refusals ?? [])]
  return codes.toSorted((one, other) => PROBLEMS[one].status - PROBLEMS[other].status)
}

/** What is checked of any request before the house hears of it, and what may fail in the house. */
function doorOf({ who, method, stream, params, ...needs }: Operation): ProblemCode[] {
  const isListened = stream !== undefined
  const bySession = who === 'user' || isListened
  return [
    'malformed-request',
    'too-large',
    'internal',
    ...when(needs.keyed, 'key-missing', 'key-reused'),
    ...when(who !== 'all', 'no-session'),
    ...when(bySession, 'session-ended'),
    // A page of a foreign site may neither write nor listen in a browser's name.
    ...when(isListened || (who === 'user' && method !== 'GET'), 'cross-site'),
    ...when(params, 'not-found'),
    ...when(needs.body, 'request-timeout', 'wrong-media-type', 'invalid'),
    ...when(needs.matched, 'precondition-required'),
    ...when(!needs.selfContained, 'unavailable'),
  ]
}

const when = (condition: unknown, ...codes: ProblemCode[]): ProblemCode[] =>
  condition ? codes : []
