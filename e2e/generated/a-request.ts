import { api, type Operation } from '@gavel/contracts'
import { operationsAt } from '@gavel/contracts/suite/operations.ts'
import fc, { type Arbitrary } from 'fast-check'
import { bodyOf, type Body } from './bodies.ts'
import { headersOf } from './headers.ts'
import type { Header } from './noise.ts'
import { targetOf } from './paths.ts'
import { mostly } from './values.ts'

/**
 * A request that is made from an operation, whether or not it still is one of it. In double braces
 * stand the names of what each house has its own of: ids, tokens, moments.
 */
export type ARequest = {
  method: string
  target: string
  headers: Header[]
  body: Body
  /** How the end of the body is told: by its length, piece by piece, or by a length that is a lie. */
  framing: 'length' | 'chunked' | 'declared too large'
}

const OTHERS = [
  'GET',
  'HEAD',
  'OPTIONS',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'TRACE',
  'PROPFIND',
  'QUERY',
]

/** Hashing a password takes longer than all else, and who is signed out sees little of a house. */
const RARELY = ['signUp', 'signIn', 'signOut', 'signOutEverywhere', 'changePassword']

/** What is always the same is soon known. */
const weightOf = ({ name, params, body, selfContained }: Operation): number =>
  RARELY.includes(name) || selfContained ? 2 : params || body ? 10 : 5

const methodOf = ({ method }: Operation): Arbitrary<string> =>
  mostly(
    method === 'GET' ? mostly(fc.constant('GET'), fc.constant('HEAD'), 6) : fc.constant(method),
    fc.constantFrom(...OTHERS),
    20,
  )

/** A length that is a lie is read after for a second, as large bodies are: there are few. */
const framing = fc.oneof(
  { weight: 300, arbitrary: fc.constant('length' as const) },
  { weight: 40, arbitrary: fc.constant('chunked' as const) },
  { weight: 1, arbitrary: fc.constant('declared too large' as const) },
)

const requestOf = (operation: Operation): Arbitrary<ARequest> =>
  fc.record(
    {
      method: methodOf(operation),
      target: targetOf(operation).map((target) => ofItsOwn(target, operation)),
      headers: headersOf(operation),
      body: bodyOf(operation),
      framing,
    },
    { noNullPrototype: true },
  )

/** A cursor is one of the same list, if of another of its kind. */
const ofItsOwn = (target: string, { name }: Operation): string =>
  target.replace('{{cursor}}', `{{cursor of ${name}}}`)

/** The session cookie alone, as a browser sends it: the frameworks parse other headers differently. */
const SESSION_COOKIE = /^gavel_session=\{\{[\w ]+\}\}$/

/**
 * Whether the frameworks answer this themselves, or read it differently (docs/differences.md): another
 * spelling of a path, a method without a handler, a repeated or reserved query parameter, an unusual cookie header, a conditional request
 * that Express decides, the router's own header of Next.
 */
export function isLeftToFramework({ method, headers, framing }: ARequest, target: string): boolean {
  const [pathname = '', query = ''] = target.split('?', 2)
  const asked = method === 'HEAD' ? 'GET' : method
  const names = [...new URLSearchParams(query.split('#')[0]).keys()]
  return (
    framing === 'declared too large' ||
    !/^\/api(\/[\w.-]+)+$/.test(pathname) ||
    !operationsAt(pathname).some((operation) => operation.method === asked) ||
    new Set(names).size < names.length ||
    names.some((name) => /^nxt[PI]|^_|\W/.test(name)) ||
    headers.some(([name, value]) => name === 'Cookie' && !SESSION_COOKIE.test(value)) ||
    headers.some(([name]) =>
      /^(if-none-match|cache-control|rsc|next-.*|upgrade|expect)$/i.test(name),
    )
  )
}

export const aRequest: Arbitrary<ARequest> = fc.oneof(
  ...Object.values<Operation>(api).map((operation) => ({
    weight: weightOf(operation),
    arbitrary: requestOf(operation),
  })),
)
