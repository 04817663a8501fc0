import { pagePolicy, policyHeader, transportHeaders } from '@gavel/contracts'
import { type NextRequest, NextResponse } from 'next/server'
import { settings } from '../settings.ts'

/**
 * Lets a page have what the house serves, and the scripts that Next writes into it.
 * TWIN(security): Next takes the nonce of its own scripts from the policy on the request, so a page's
 * policy is made anew for each, by a proxy; headers that are always the same are in `next.config.ts`.
 */
export function withPolicy(request: NextRequest): NextResponse {
  const policy = policyHeader(policyOf(crypto.randomUUID()))
  const headers = new Headers(request.headers)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  const told = { 'Content-Security-Policy': policy, ...transportHeaders(settings()) }
  for (const [name, value] of Object.entries(told)) response.headers.set(name, value)
  return response
}

/** In development React evaluates what a server's stack was, and the overlay of Next brings its look. */
function policyOf(nonce: string) {
  const policy = pagePolicy(nonce)
  if (process.env.NODE_ENV === 'production') return policy
  policy['script-src']?.push("'unsafe-eval'")
  policy['style-src']?.push("'unsafe-inline'")
  return policy
}
