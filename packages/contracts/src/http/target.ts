import { refuse } from '@gavel/domain'
import { z } from 'zod'
import type { Operation } from '../operation.ts'
import { flawsOf, malformed } from './flaws.ts'

/**
 * Reads the request target (RFC 9112, 3.2), the first thing that both twins check: the parameters
 * of the path, and the query with or without its question mark.
 * @throws Refusal not-found: a path with an id that cannot be one leads nowhere.
 * @throws Fault malformed-request: query parameters that are unknown, repeated or wrong.
 */
export function readTarget(
  operation: Operation,
  target: { params: Record<string, string>; query: string },
): object {
  const params = operation.params?.safeParse(target.params)
  if (params && !params.success) throw refuse('not-found')
  return { ...params?.data, ...readQuery(operation, target.query) }
}

const NO_QUERY = z.strictObject({})

function readQuery(operation: Operation, query: string): object {
  const given = new URLSearchParams(query)
  const names = [...given.keys()]
  if (new Set(names).size < names.length) throw malformed('A query parameter is repeated')
  const read = (operation.query ?? NO_QUERY).safeParse(Object.fromEntries(given))
  if (read.success) return read.data
  const [flaw] = flawsOf(read.error.issues)
  throw malformed(`Query ${flaw?.pointer}: ${flaw?.message}`)
}
