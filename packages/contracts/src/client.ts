import type { z } from 'zod'
import { type Api, api } from './api.ts'
import { type AnswerOf, type Operation, pathTo, type RequestOf } from './operation.ts'
import type { Problem } from './problems.ts'

/** A "no" of the house, as a client sees it. */
export class ProblemError extends Error {
  readonly status: number
  readonly code: string
  readonly problem: Problem['body']
  readonly headers: Headers

  constructor(problem: Problem['body'], response: Response) {
    super(`${problem.status} ${problem.code}: ${problem.title}`)
    this.name = 'ProblemError'
    this.status = response.status
    this.code = problem.code
    this.problem = problem
    this.headers = response.headers
  }
}

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
    const body: unknown = await response.json()
    if (schema === undefined) throw new ProblemError(body as Problem['body'], response)
    return schema.parse(body)
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
