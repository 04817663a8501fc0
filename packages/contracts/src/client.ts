import type { z } from 'zod'
import { type Api, api } from './api.ts'
import { type AnswerOf, type Operation, pathTo, type RequestOf } from './operation.ts'
import type { Problem, ProblemCode } from './problems.ts'

/** The request that was rejected. */
type Rejected = { operation: string; method: string; path: string }

/**
 * An error response. Its problem has the code `no-problem` if the body is no problem document, as an
 * answer of a proxy in between may be.
 */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly problem: Problem['body']
  readonly headers: Headers
  readonly operation: string
  readonly method: string
  readonly path: string

  constructor(problem: Problem['body'], response: Response, rejected: Rejected) {
    const { operation, method, path } = rejected
    super(`${operation} ${method} ${path}: ${response.status} ${problem.code}: ${problem.title}`)
    this.name = 'ProblemError'
    this.status = response.status
    this.code = problem.code
    this.problem = problem
    this.headers = response.headers
    this.operation = operation
    this.method = method
    this.path = path
  }
}

/** Reads an error response to `operation`, whatever its body is. */
export async function problemErrorOf(
  response: Response,
  { name, method, path }: Operation,
): Promise<ProblemError> {
  const rejected = { operation: name, method, path: URL.parse(response.url)?.pathname ?? path }
  const body: unknown = await response.json().catch(() => null)
  return new ProblemError(isProblem(body) ? body : noProblem(response), response, rejected)
}

const isProblem = (body: unknown): body is Problem['body'] =>
  typeof body === 'object' && body !== null && 'code' in body && 'title' in body

const noProblem = ({ status }: Response): Problem['body'] => ({
  type: 'about:blank',
  title: 'The response is not a problem document',
  status,
  code: 'no-problem' as ProblemCode,
})

/** One function for each operation, named and typed as the contract says. */
export type Client = {
  [Name in Calls]: (...request: Arguments<Api[Name]>) => Promise<AnswerOf<Api[Name]>>
}

/** A stream is no call: see `watchRoom` of `@gavel/contracts/watch`. Nor is a page. */
type Calls = {
  [Name in keyof Api]: Api[Name] extends { stream: unknown } | { mediaType: unknown } ? never : Name
}[keyof Api]

/** What may be left out as a whole is an optional argument. */
type Arguments<O> = object extends RequestOf<O> ? [request?: RequestOf<O>] : [request: RequestOf<O>]

/**
 * A client of one house, for Node and browsers. Every answer is checked against the contract.
 * @param options.token - a session token, or the closings secret for `closeDueLots`.
 * @throws ProblemError when the house says no; ZodError or SyntaxError when an answer is not what was
 * promised; TypeError when there is none.
 */
export function createClient(baseUrl: string, options: { token?: string } = {}): Client {
  const call = async (operation: Operation, request: Record<string, unknown> = {}) => {
    const response = await fetch(addressOf(operation, request, baseUrl), {
      method: operation.method,
      headers: headersOf(operation, request, options.token),
      ...(operation.body && { body: JSON.stringify(partOf(operation.body, request)) }),
    })
    const schema = operation.answers[response.status]
    if (schema === null) return undefined
    if (schema === undefined) throw await problemErrorOf(response, operation)
    return schema.parse(await response.json())
  }
  const calls = Object.values(api).map((operation) => [
    operation.name,
    (request?: Record<string, unknown>) => call(operation, request),
  ])
  return Object.fromEntries(calls) as Client
}

function addressOf(operation: Operation, request: Record<string, unknown>, baseUrl: string): URL {
  const address = new URL(pathTo(operation, request), baseUrl)
  if (operation.query)
    for (const [name, value] of Object.entries(partOf(operation.query, request)))
      address.searchParams.set(name, String(value))
  return address
}

function headersOf(
  operation: Operation,
  request: Record<string, unknown>,
  token: string | undefined,
): Record<string, string> {
  return {
    ...(token && { Authorization: `Bearer ${token}` }),
    ...(operation.body && { 'Content-Type': 'application/json' }),
    ...(operation.keyed && { 'Idempotency-Key': String(request.key) }),
    ...(operation.matched && { 'If-Match': String(request.ifMatch) }),
  }
}

/** The fields of a request that a schema names. Query and body never share a name. */
function partOf(schema: z.ZodType, request: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys((schema as z.ZodObject).shape)
  return Object.fromEntries(
    names.filter((name) => request[name] !== undefined).map((name) => [name, request[name]]),
  )
}
