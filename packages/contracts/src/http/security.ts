import { isSecure, type PublicAddress } from './session-token.ts'

/** Directives of a Content-Security-Policy (CSP 3), by name. */
export type Policy = Record<string, string[]>

/** Security headers of every answer, pages included. */
export const SECURITY_HEADERS = {
  // Browsers must not guess another media type (Fetch, 3.6).
  'X-Content-Type-Options': 'nosniff',
  // URLs contain searches; other sites must not see them.
  'Referrer-Policy': 'no-referrer',
  // Other sites must not embed answers as images or scripts; `fetch` is a matter of CORS.
  'Cross-Origin-Resource-Policy': 'same-origin',
  // A foreign page that opened this one gets no reference to its window.
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const

/** The policy of answers that are not pages: they load and run nothing, in no frame. */
export const API_POLICY: Policy = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** The policy of pages: everything from this origin; inline scripts only with the nonce. */
export const pagePolicy = (nonce?: string): Policy => ({
  'default-src': ["'none'"],
  'script-src': ["'self'", ...(nonce ? [`'nonce-${nonce}'`] : [])],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
})

/** A policy as the value of its header. */
export const policyHeader = (policy: Policy): string =>
  Object.entries(policy)
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';')

/**
 * HSTS for a year (RFC 6797) where the house is reached by https; on http it would lock users out.
 */
export const transportHeaders = (settings: PublicAddress): Record<string, string> =>
  isSecure(settings) ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}
