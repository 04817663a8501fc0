import type { Headers } from './headers.ts'

/**
 * The name of a request in the log and in its answer: what its client calls it, where that is one
 * value of 8 to 128 of A-Z a-z 0-9 . _ -, and else a new one. Anything more could forge a line of a
 * log, or fill it.
 */
export function requestIdOf(headers: Headers): string {
  const given = headers['x-request-id'] ?? ''
  return /^[A-Za-z0-9._-]{8,128}$/.test(given) ? given : crypto.randomUUID()
}
