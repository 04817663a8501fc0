import { pageAt, pageHeaders, pagePolicy, policyHeader } from '@gavel/contracts'
import { type NextRequest, NextResponse } from 'next/server'

/**
 * Lets a page have what the house serves, and the scripts that Next writes into it.
 * TWIN(security): Next takes the nonce of its own scripts from the policy on the request, so a page's
 * policy is made anew for each, by a proxy; headers that are always the same are in `next.config.ts`,
 * and what the environment decides is in `instrumentation-node.ts`, for that file is read by the build.
 */
export function withPolicy(request: NextRequest): NextResponse {
  const nonce = crypto.randomUUID()
  const told = { ...pageHeaders(nonce), ...(isDev && { [POLICY]: devPolicy(nonce) }) }
  const headers = new Headers(request.headers)
  headers.set(POLICY, told[POLICY] ?? '')
  // Else Next says "Not Found" in plain text to a picture, as it does only where there is no page.
  headers.delete('Sec-Fetch-Dest')
  const response = onwards(request, headers)
  for (const [name, value] of Object.entries(told)) response.headers.set(name, value)
  return response
}

/**
 * Next has addresses beside those of the contract: a page has one more with a slash behind it, and what
 * it shows where all fails has one. So what is no page is sent where nothing is found.
 */
const onwards = (request: NextRequest, headers: Headers): NextResponse =>
  pageAt(request.nextUrl.pathname)
    ? NextResponse.next({ request: { headers } })
    : NextResponse.rewrite(new URL('/404', request.url), { request: { headers } })

const POLICY = 'Content-Security-Policy'
const isDev = process.env.NODE_ENV !== 'production'

/** In development React evaluates what a server's stack was, and the overlay of Next brings its look. */
function devPolicy(nonce: string): string {
  const policy = pagePolicy(nonce)
  policy['script-src']?.push("'unsafe-eval'")
  policy['style-src']?.push("'unsafe-inline'")
  return policyHeader(policy)
}
