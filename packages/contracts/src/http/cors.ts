import { domainError } from '@gavel/domain'
import type { Headers } from './headers.ts'
import { methodsAt } from './methods.ts'
import { isOfApi } from './pages.ts'

/** What a page of a listed origin may send, beside what any page may (Fetch, 2.2.2). */
const MAY_SEND = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Match',
  'If-None-Match',
  'Last-Event-ID',
  'X-Request-Id',
  'traceparent',
]

/** What it may read of an answer, beside what any page may. */
const MAY_READ = [
  'ETag',
  'Location',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'Idempotency-Replayed',
  'X-Request-Id',
]

/** Seconds for which a browser need not ask again. */
const PREFLIGHT_LASTS = 600

type Origins = readonly string[]

/**
 * What an answer says to the browser of a page from elsewhere (Fetch, 3.3): that a page of a listed
 * origin may read it, and to others nothing. It varies by `Origin` whoever asks, for a cache must not
 * give one what was meant for another.
 */
export function corsHeaders(headers: Headers, allowed: Origins): Record<string, string> {
  const origin = listed(headers, allowed)
  if (!origin) return { Vary: 'Origin' }
  return {
    Vary: 'Origin',
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': MAY_READ.join(', '),
  }
}

/**
 * What OPTIONS of a path says: its methods, and to a browser's preflight for the API more. @throws
 * DomainError not-found.
 */
export function optionsHeaders(
  pathname: string,
  headers: Headers,
  allowed: Origins,
): Record<string, string> {
  const methods = methodsAt(pathname).join(', ')
  if (!methods) throw domainError('not-found')
  if (!isOfApi(pathname)) return { Allow: methods }
  return { Allow: methods, ...preflightHeaders(headers, { methods, allowed }) }
}

/** What is said to a browser which asks before it sends something unusual. */
export function preflightHeaders(
  headers: Headers,
  { methods, allowed }: { methods: string; allowed: Origins },
): Record<string, string> {
  const isPreflight = headers['access-control-request-method'] !== undefined
  if (!isPreflight || !listed(headers, allowed)) return {}
  return {
    'Access-Control-Allow-Methods': methods,
    'Access-Control-Allow-Headers': MAY_SEND.join(', '),
    'Access-Control-Max-Age': String(PREFLIGHT_LASTS),
  }
}

const listed = ({ origin = '' }: Headers, allowed: Origins): string | null =>
  allowed.includes(origin) ? origin : null
