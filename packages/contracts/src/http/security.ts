import { isSecure, type PublicAddress } from './session.ts'

/** Directives of a Content-Security-Policy (CSP 3), by name. */
export type Policy = Record<string, string[]>

/** What every answer of a twin carries, pages too, whoever asks. */
export const SECURITY_HEADERS = {
  // A body is what its type says, and is never guessed to be a script (Fetch, 3.6).
  'X-Content-Type-Options': 'nosniff',
  // Where somebody came from is nobody's business: an address may say what they looked for.
  'Referrer-Policy': 'no-referrer',
  // A foreign page may not load it as a picture or a script. `fetch` is a matter of CORS, not of this.
  'Cross-Origin-Resource-Policy': 'same-origin',
  // A foreign page that opened this one in a window has no hold on it.
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const

/** What is not a page loads nothing, runs nothing, and is shown in no frame. */
export const API_POLICY: Policy = {
  'default-src': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** A page has only what the house itself serves, and no script within it but one with this nonce. */
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

/** A policy as its header has it. */
export const policyHeader = (policy: Policy): string =>
  Object.entries(policy)
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';')

const API_POLICY_HEADER = policyHeader(API_POLICY)

/**
 * Where people come by https they are to come by nothing else for a year (RFC 6797); where they do
 * not, it would lock them out.
 */
export const transportHeaders = (settings: PublicAddress): Record<string, string> =>
  isSecure(settings) ? { 'Strict-Transport-Security': 'max-age=31536000; includeSubDomains' } : {}

/** What any answer carries for the safety of those who get it, a file and a page too. */
export const commonSecurity = (settings: PublicAddress): Record<string, string> => ({
  ...SECURITY_HEADERS,
  ...transportHeaders(settings),
})

/** The same of an answer that is no page. */
export const apiSecurity = (settings: PublicAddress): Record<string, string> => ({
  ...commonSecurity(settings),
  'Content-Security-Policy': API_POLICY_HEADER,
})
