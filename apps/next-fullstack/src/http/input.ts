import { type InputOf, type Operation, readBody, readHeaders } from '@gavel/contracts'
import { readBytes } from './body.ts'
import { headersOf } from './headers.ts'

/**
 * The input of a request whose target `route` has read.
 * @throws RequestError wrong-media-type, key-missing, precondition-required, malformed-request, too-large,
 * invalid.
 */
export async function readInput<O extends Operation>(
  operation: O,
  request: Request,
  target: object,
): Promise<InputOf<O>> {
  const headers = readHeaders(operation, headersOf(request))
  const bytes = operation.body ? await readBytes(request) : undefined
  return { ...target, ...headers, ...readBody(operation, bytes) } as InputOf<O>
}
