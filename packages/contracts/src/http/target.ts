import { domainError } from '@gavel/domain'
import { z } from 'zod'
import type { Operation } from '../operation.ts'
import type { RequestError } from '../problems.ts'
import { flawsOf, malformed } from './flaws.ts'

/**
 * Reads the request target (RFC 9112, 3.2), the first thing that both twins check: the parameters
 * of the path (`paramsAt`), and the query with or without its question mark.
 * @throws DomainError not-found: a path that is another one, or has an id that cannot be one, leads nowhere.
 * @throws RequestError malformed-request: query parameters that are unknown, repeated or wrong.
 */
export function readTarget(
  operation: Operation,
  target: { params: Record<string, string> | null; query: string },
): object {
  if (!target.params) throw domainError('not-found')
  const params = operation.params?.safeParse(target.params)
  if (params && !params.success) throw domainError('not-found')
  return { ...params?.data, ...readQuery(operation, target.query) }
}

/** The path of a target as it was sent, which may have a host before it (RFC 9112, 3.2.2). */
export const pathnameOf = (target = ''): string =>
  /^(?:https?:\/\/[^/?#]*)?([^?#]*)/i.exec(target)?.[1] || '/'

/** Whether the percent signs of a path stand for UTF-8 (RFC 3986, 2.5). */
export function isWellEncoded(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

/** What a path gets that is not well encoded: it names nothing, not even something that is missing. */
export const badPath = (): RequestError => malformed('The path is not well encoded')

const NO_QUERY = z.strictObject({})

function readQuery(operation: Operation, query: string): object {
  const given = new URLSearchParams(query)
  // What stands there for bytes that are not UTF-8 is nothing that anybody looks for.
  if ([...given].flat().join('').includes('\ufffd')) throw malformed('The query is not in UTF-8')
  const names = [...given.keys()]
  if (new Set(names).size < names.length) throw malformed('A query parameter is repeated')
  const read = (operation.query ?? NO_QUERY).safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  const [flaw] = flawsOf(read.error.issues)
  throw malformed(`Query ${flaw?.pointer}: ${flaw?.message}`)
}
