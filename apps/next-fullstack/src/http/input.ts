import { type InputOf, type Operation, readAddress, readBody, readHead } from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { readBytes } from './body.ts'
import { addressOf, type Context } from './route.ts'

/**
 * Path, query, key and body of a request. What `route` and `callerOf` check comes before it.
 * @throws Refusal not-found; Fault wrong-media-type, key-missing, malformed-request, too-large, invalid.
 */
export async function readInput<O extends Operation>(
  operation: O,
  request: NextRequest,
  context: Context,
): Promise<InputOf<O>> {
  const address = readAddress(operation, await addressOf(request, context))
  const head = readHead(operation, {
    type: header(request, 'content-type'),
    encoding: header(request, 'content-encoding'),
    key: header(request, 'idempotency-key'),
    ifMatch: header(request, 'if-match'),
  })
  const bytes = operation.body ? await readBytes(request) : undefined
  return { ...address, ...head, ...readBody(operation, bytes) } as InputOf<O>
}

/** A header as plain values have it: absent is undefined. */
export const header = (request: Request, name: string): string | undefined =>
  request.headers.get(name) ?? undefined
