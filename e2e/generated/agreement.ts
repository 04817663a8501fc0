import { isDeepStrictEqual } from 'node:util'
import { type Answer, check, takeFlaws } from '@gavel/contracts/story/answers.ts'
import { MARK } from './mark.ts'

/** Headers that are the same on both twins, with their values. */
const SAME = [
  'allow',
  'cache-control',
  'etag',
  'www-authenticate',
  'idempotency-replayed',
  'accept',
  'accept-post',
  'accept-patch',
  'accept-encoding',
  'content-security-policy',
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
]

/** Headers that both have or neither: each house has its own ids, tokens and moments. */
const BOTH = ['location', 'set-cookie', 'retry-after', 'x-request-id']

/** What is compared of an answer; a problem is compared as a whole. */
function essence({ status, headers, text }: Answer): object {
  const type = String(headers['content-type'] ?? '').split(';', 1)[0]
  return {
    status,
    type,
    problem: type === 'application/problem+json' ? told(text ?? '') : null,
    variesByOrigin: /\borigin\b/i.test(String(headers.vary)),
    ...Object.fromEntries(SAME.map((name) => [name, headers[name]])),
    ...Object.fromEntries(BOTH.map((name) => [name, headers[name] !== undefined])),
  }
}

/** The seconds to wait depend on the moment. */
const told = (text: string): string => text.replace(/("retryAfterSeconds":)\d+/, '$1…')

/** What is wrong with the answers of the twins to one request, in sentences; none where all is well. */
export function flawsOf(express: Answer, next: Answer): string[] {
  for (const answer of [express, next]) check(answer)
  const own = [...takeFlaws(), ...[express, next].flatMap(neverSo)]
  return isWebSocketOnly(express, next) ? own : [...own, ...differences(express, next)]
}

/** `joinRoom` has a refusal of its own where a server has no WebSocket. */
const isWebSocketOnly = (express: Answer, next: Answer): boolean =>
  express.status === 426 && next.status === 501

function neverSo({ method, target, status, headers, text }: Answer): string[] {
  const flaws: string[] = []
  if (status === 0) flaws.push('the connection was closed without an answer')
  if (status >= 500 && status !== 501) flaws.push(`a failure of the house: ${status} ${text}`)
  const { 'x-request-id': _, ...others } = headers
  const problem = status >= 400 ? text : ''
  if (`${problem}${JSON.stringify(others)}`.includes(MARK)) flaws.push(`it was repeated: ${text}`)
  return flaws.map((flaw) => `${method} ${target}: ${flaw}`)
}

function differences(express: Answer, next: Answer): string[] {
  const [one, other] = [essence(express), essence(next)]
  if (isDeepStrictEqual(one, other)) return []
  const all = new Map(Object.entries(other))
  return Object.entries(one)
    .filter(([name, value]) => !isDeepStrictEqual(value, all.get(name)))
    .map(([name, value]) => `${name}: Express ${shown(value)}, Next ${shown(all.get(name))}`)
}

const shown = (value: unknown): string => JSON.stringify(value) ?? 'nothing'
