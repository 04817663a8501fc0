import { z } from 'zod'
import { type ProblemCode, PROBLEMS } from './problems.ts'
import { Total } from './shapes.ts'

const later = { retryAfterSeconds: z.int().min(0) }

/** The facts that come with a problem, for those that have any. */
const FACTS: Partial<Record<ProblemCode, z.ZodRawShape>> = {
  'malformed-request': { detail: z.string().exactOptional() },
  'wrong-media-type': { detail: z.string() },
  invalid: { errors: z.array(z.strictObject({ pointer: z.string(), message: z.string() })) },
  /** The least that would have been accepted. */
  'bid-too-low': { minimumBid: Total },
  /** What is missing from `available`. */
  'insufficient-funds': { required: Total },
  'too-many-attempts': later,
  'too-many-requests': later,
  busy: later,
  unavailable: later,
}

const viewOf = (code: ProblemCode) =>
  z.strictObject({
    type: z.literal(`/problems/${code}`),
    title: z.literal(PROBLEMS[code].title),
    status: z.literal(PROBLEMS[code].status),
    code: z.literal(code),
    ...FACTS[code],
  })

/** Each problem as it is told, whole and with no other field. */
export const PROBLEM_VIEWS = Object.fromEntries(
  Object.keys(PROBLEMS).map((code) => [code, viewOf(code as ProblemCode)]),
) as Record<ProblemCode, ReturnType<typeof viewOf>>
