import { REPLAYED_ERRORS } from '@gavel/domain'
import { z } from 'zod'
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi'
import { type AnswerHeaderName, owedHeaders } from '../answer-headers.ts'
import type { Operation } from '../operation.ts'
import { PROBLEM_VIEWS } from '../problem-views.ts'
import { type ProblemCode, PROBLEMS } from '../problems.ts'
import { errorCodesOf } from '../operation-errors.ts'

/** What a status means where all goes well. */
const WELL: Record<number, string> = {
  101: 'The stream begins.',
  200: 'Here it is.',
  201: 'It is done, and this came of it.',
  204: 'It is done.',
  304: 'You have it already.',
}

/** The problems that operations answer, each with a name: `bid-too-low` is `BidTooLow`. */
export function problemSchemas(operations: Operation[]): Record<string, z.ZodType> {
  const codes = new Set(operations.flatMap(errorCodesOf))
  return Object.fromEntries([...codes].map((code) => [pascalCase(code), PROBLEM_VIEWS[code]]))
}

const pascalCase = (code: string): string =>
  code.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())

/** Every answer of an operation by its status: those where all goes well, then its problems. */
export function answersOf(operation: Operation): ZodOpenApiResponsesObject {
  const well = Object.entries(operation.answers).map(([status, schema]) => [
    status,
    answer(operation, Number(status), schema),
  ])
  const problems = Map.groupBy(errorCodesOf(operation), (code) => PROBLEMS[code].status)
  return Object.fromEntries([
    ...well,
    ...[...problems].map(([status, codes]) => [String(status), problem(operation, status, codes)]),
  ])
}

function answer(operation: Operation, status: number, body: z.ZodType | null) {
  const { keyed, mediaType = 'application/json', stream } = operation
  const schema = stream && status === 200 ? z.string() : body
  return {
    description: WELL[status] ?? '',
    headers: headers(owedHeaders(operation, status), keyed ? ['Idempotency-Replayed'] : []),
    ...(schema && { content: { [mediaType]: { schema } } }),
  }
}

function problem(
  operation: Operation,
  status: number,
  codes: ProblemCode[],
): ZodOpenApiResponseObject {
  const sometimes = codes.flatMap(mayCome)
  return {
    description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`).join(' '),
    headers: headers(owedHeaders(operation, status), sometimes),
    content: { 'application/problem+json': { schema: oneOf(codes) } },
  }
}

const oneOf = (codes: ProblemCode[]): z.ZodType => {
  const views = codes.map((code) => PROBLEM_VIEWS[code])
  return views.length === 1 && views[0] ? views[0] : z.union(views)
}

/** Headers that come with a problem only under circumstances. */
function mayCome(code: ProblemCode): AnswerHeaderName[] {
  if (code === 'session-ended') return ['Set-Cookie']
  if (code === 'upgrade-required') return ['Sec-WebSocket-Version']
  return (REPLAYED_ERRORS as readonly ProblemCode[]).includes(code) ? ['Idempotency-Replayed'] : []
}

const headers = (always: AnswerHeaderName[], sometimes: AnswerHeaderName[]) =>
  Object.fromEntries(
    [...always, ...sometimes].map((name) => [name, { $ref: `#/components/headers/${name}` }]),
  )
