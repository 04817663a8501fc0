import { type InputOf, type Operation, readBody, readHead } from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { readBytes } from './body.ts'
import { type Context, paramsOf } from './route.ts'

/**
 * Path, query, key and body of a request.
 * @throws Refusal not-found; Fault wrong-media-type, key-missing, malformed-request, too-large, invalid.
 */
export async function readInput<O extends Operation>(
  operation: O,
  request: NextRequest,
  context: Context,
): Promise<InputOf<O>> {
  const head = readHead(operation, {
    params: await paramsOf(context),
    query: request.nextUrl.search,
    type: header(request, 'content-type'),
    encoding: header(request, 'content-encoding'),
    key: header(request, 'idempotency-key'),
  })
  const bytes = operation.body ? await readBytes(request) : undefined
  return { ...head, ...readBody(operation, bytes) } as InputOf<O>
}

/** A header as plain values have it: absent is undefined. */
export const header = (request: Request, name: string): string | undefined =>
  request.headers.get(name) ?? undefined
