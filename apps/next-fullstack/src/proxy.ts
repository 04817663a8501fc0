import { pagePolicy, policyHeader, requestIdFrom, transportHeaders } from '@gavel/contracts'
import { type NextRequest, NextResponse } from 'next/server'
import { processState } from './process-state.ts'
import { settings } from './settings.ts'

/** Pages only: for routes with bodies, a proxy buffers up to 10 MB and holds back the answer. */
export const config = { matcher: ['/((?!api/|api$|_next/static/|unavailable$).*)'] }

/**
 * Gives each page a Content-Security-Policy with a nonce, and answers 503 while the database is away.
 * TWIN(security): Next reads the nonce for its own scripts from the policy on the request. Headers that
 * are always the same stand in next.config.ts.
 * TWIN(failed-page): a component cannot set a status; an error of its own is 500. So the database is
 * asked before the page is rendered.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const nonce = crypto.randomUUID()
  const policy = policyHeader(withDevelopment(pagePolicy(nonce)))
  const requestId = requestIdFrom(request.headers.get('x-request-id'))
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  headers.set('X-Request-Id', requestId)
  const isReady = await isDatabaseReady()
  const response = isReady
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL('/unavailable', request.url), {
        status: 503,
        headers: { 'Retry-After': '1' },
        request: { headers },
      })
  response.headers.set('Content-Security-Policy', policy)
  response.headers.set('X-Request-Id', requestId)
  response.headers.set('Cache-Control', 'no-store')
  for (const [name, value] of Object.entries(transportHeaders(settings())))
    response.headers.set(name, value)
  return response
}

/**
 * Whether the database answers. The store is created by `instrumentation.ts`. Importing it here would
 * stop `next dev` from applying edits of the domain to the route handlers.
 */
async function isDatabaseReady(): Promise<boolean> {
  try {
    await processState.gavel?.store.ping()
    return true
  } catch {
    return false
  }
}

/** In development React evaluates stack traces, and Next's overlay has inline styles. */
function withDevelopment(policy: ReturnType<typeof pagePolicy>) {
  if (process.env.NODE_ENV === 'production') return policy
  policy['script-src']?.push("'unsafe-eval'")
  policy['style-src']?.push("'unsafe-inline'")
  return policy
}
