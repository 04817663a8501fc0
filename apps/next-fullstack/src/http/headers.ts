import type { RequestHeaders } from '@gavel/contracts'

const read = new WeakMap<Request, RequestHeaders>()

/** `Headers` joins what comes more than once. It copies and sorts all of them for whoever asks. */
export function headersOf(request: Request): RequestHeaders {
  const headers = read.get(request) ?? Object.fromEntries(request.headers)
  read.set(request, headers)
  return headers
}
