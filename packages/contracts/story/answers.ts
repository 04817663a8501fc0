import { z } from 'zod'
import { type AnswerHeaderName, owedHeaders } from '../src/answer-headers.ts'
import type { Operation } from '../src/operation.ts'
import { PROBLEM_VIEWS } from '../src/problem-views.ts'
import { type ProblemCode, PROBLEMS } from '../src/problems.ts'
import { refusalsOf } from '../src/refusals.ts'
import { OF_REQUESTS } from './exceptions.ts'
import { operationsAt } from './operations-at.ts'

/** What was asked, and what came back. A stream is known by its head alone: its `text` is null. */
export type Answer = {
  method: string
  /** As it was sent, with its query. */
  target: string
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string | null
}

/** A sentence for each answer that the contract does not describe, since somebody last looked. */
const flaws: string[] = []
export const takeFlaws = (): string[] => flaws.splice(0)

/**
 * Holds an answer to the contract: its status, headers, media type and body must be what the
 * operation that it is of says; where it is of none, what is said of other paths and methods.
 */
export function check(answer: Answer): void {
  const [pathname = ''] = answer.target.split(/[?#]/, 1)
  if (!/^\/api(\/|$)/.test(pathname) || isExcused(answer)) return
  for (const flaw of flawsOf(answer, pathname))
    flaws.push(`${answer.method} ${answer.target} answered ${answer.status}: ${flaw}`)
}

/** An exception is told of elsewhere: `spellings.story.ts`. */
const isExcused = ({ method: asked, target }: Answer): boolean =>
  OF_REQUESTS.some(
    ({ method = 'GET', upgrade, paths }) => !upgrade && method === asked && paths.includes(target),
  )

function flawsOf(answer: Answer, pathname: string): string[] {
  const { method, status } = answer
  if (method === 'OPTIONS' || status === 405 || status === 308) return []
  const asked = method === 'HEAD' ? 'GET' : method
  const operations = operationsAt(pathname)
  const operation = operations.find((one) => one.method === asked)
  if (operations.length > 0 && !operation) return []
  if (!operation) return problemFlaws(answer, null, ['not-found', 'malformed-request'])
  if (status in operation.answers) return wellFlaws(answer, operation)
  return problemFlaws(answer, operation, refusalsOf(operation))
}

/** An answer where all goes well. */
function wellFlaws(answer: Answer, operation: Operation): string[] {
  const { mediaType = 'application/json', answers, stream } = operation
  const schema = stream ? null : (answers[answer.status] ?? null)
  const hasBody = schema !== null || stream !== undefined
  return [
    ...missingHeaders(answer, owedHeaders(operation, answer.status)),
    ...(hasBody ? typeFlaws(answer, mediaType) : []),
    ...bodyFlaws(answer, (text) => {
      if (schema) schema.parse(mediaType === 'application/json' ? JSON.parse(text) : text)
      else if (text) throw new Error('There is a body')
    }),
  ]
}

/** A "no": one of those that may come here, word for word. */
function problemFlaws(answer: Answer, operation: Operation | null, codes: ProblemCode[]): string[] {
  const { status, text } = answer
  const here = codes.filter((code) => PROBLEMS[code].status === status)
  const where = operation?.name ?? 'what is no operation'
  if (here.length === 0) return [`${where} has no such answer: ${text?.slice(0, 200)}`]
  return [
    ...missingHeaders(answer, owedHeaders(operation, status)),
    ...typeFlaws(answer, 'application/problem+json'),
    ...bodyFlaws(answer, (told) => {
      const body = JSON.parse(told) as { code: ProblemCode }
      if (!here.includes(body.code)) throw new Error(`${where} does not refuse with ${body.code}`)
      PROBLEM_VIEWS[body.code].parse(body)
    }),
  ]
}

const missingHeaders = ({ headers }: Answer, names: AnswerHeaderName[]): string[] =>
  names.filter((name) => !headers[name.toLowerCase()]).map((name) => `${name} is missing`)

const typeFlaws = ({ headers }: Answer, type: string): string[] =>
  String(headers['content-type']).split(';', 1)[0] === type ? [] : [`it is not ${type}`]

/** HEAD has no body, and that of a stream does not end. */
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
