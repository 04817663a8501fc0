import { z } from 'zod'
import { type AnswerHeaderName, owedHeaders } from '../src/answer-headers.ts'
import type { Operation } from '../src/operation.ts'
import { PROBLEM_VIEWS } from '../src/problem-views.ts'
import { type ProblemCode, PROBLEMS } from '../src/problems.ts'
import { errorCodesOf } from '../src/operation-errors.ts'
import { operationOf, operationsAt } from './operations.ts'

/** A request and its response. `text` is null for a stream, of which only the headers are known. */
export type Answer = {
  method: string
  /** Path and query as sent. */
  target: string
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string | null
}

/** Violations of the contract since the last call of `takeFlaws`, one sentence each. */
const flaws: string[] = []
export const takeFlaws = (): string[] => flaws.splice(0)

/** A response, and its first violation of the contract. */
type Checked = { answer: Answer; flaw: string | null }

/** The latest responses, for the report of a failing test. */
const recent: Checked[] = []
export const takeRecent = (): Checked[] => recent.splice(0)

/**
 * Checks a response against its operation: status, headers, media type and body must be documented
 * there. Unknown paths under `/api` must return a 404 problem to GET.
 */
export function check(answer: Answer): void {
  const [pathname = ''] = answer.target.split(/[?#]/, 1)
  const isExempt = !/^\/api(\/|$)/.test(pathname) || isFrameworkAnswer(answer, pathname)
  const found = isExempt ? [] : flawsOf(answer)
  recent.push({ answer, flaw: found[0] ?? null })
  for (const flaw of found)
    flaws.push(`${answer.method} ${answer.target} returned ${answer.status}: ${flaw}`)
}

/**
 * Whether the response may come from the framework, before any handler runs. Such responses are not
 * part of the contract: OPTIONS, methods without a handler (404, 405), redirects to another spelling
 * of the path (308), and paths that cannot be decoded (400, 500).
 */
function isFrameworkAnswer({ method, target, status }: Answer, pathname: string): boolean {
  if (method === 'OPTIONS' || status === 308 || !isDecodable(pathname)) return true
  if (operationOf({ method, target })) return false
  return operationsAt(pathname).length > 0 || (method !== 'GET' && method !== 'HEAD')
}

function isDecodable(pathname: string): boolean {
  try {
    decodeURIComponent(pathname)
    return true
  } catch {
    return false
  }
}

function flawsOf(answer: Answer): string[] {
  const operation = operationOf(answer)
  if (!operation) return problemFlaws(answer, null, ['not-found'])
  if (answer.status in operation.answers) return successFlaws(answer, operation)
  return problemFlaws(answer, operation, errorCodesOf(operation))
}

function successFlaws(answer: Answer, operation: Operation): string[] {
  const { mediaType = 'application/json', answers, stream } = operation
  const schema = stream ? null : (answers[answer.status] ?? null)
  const hasBody = schema !== null || stream !== undefined
  return [
    ...missingHeaders(answer, owedHeaders(operation, answer.status)),
    ...(hasBody ? typeFlaws(answer, mediaType) : []),
    ...bodyFlaws(answer, (text) => {
      if (schema) schema.parse(mediaType === 'application/json' ? JSON.parse(text) : text)
      else if (text) throw new Error('the response has a body')
    }),
  ]
}

/** An error response: one of the problems that the operation documents, with no other member. */
function problemFlaws(answer: Answer, operation: Operation | null, codes: ProblemCode[]): string[] {
  const { status, text } = answer
  const documented = codes.filter((code) => PROBLEMS[code].status === status)
  const name = operation?.name ?? 'an unknown path'
  if (documented.length === 0)
    return [`the status is not documented for ${name}: ${text?.slice(0, 200)}`]
  return [
    ...missingHeaders(answer, owedHeaders(operation, status)),
    ...typeFlaws(answer, 'application/problem+json'),
    ...bodyFlaws(answer, (body) => {
      const { code } = JSON.parse(body) as { code: ProblemCode }
      if (!documented.includes(code)) throw new Error(`${code} is not documented for ${name}`)
      PROBLEM_VIEWS[code].parse(JSON.parse(body))
    }),
  ]
}

const missingHeaders = ({ headers }: Answer, names: AnswerHeaderName[]): string[] =>
  names.filter((name) => !headers[name.toLowerCase()]).map((name) => `${name} is missing`)

const typeFlaws = ({ headers }: Answer, type: string): string[] => {
  const given = String(headers['content-type'] ?? 'missing')
  return given.split(';', 1)[0]?.trim().toLowerCase() === type
    ? []
    : [`Content-Type is ${given} instead of ${type}`]
}

/** HEAD has no body, and a stream does not end. */
function bodyFlaws({ method, text }: Answer, read: (text: string) => void): string[] {
  if (text === null) return []
  if (method === 'HEAD') return text ? ['HEAD has a body'] : []
  try {
    read(text)
    return []
  } catch (error) {
    return [error instanceof z.ZodError ? z.prettifyError(error) : String(error)]
  }
}
