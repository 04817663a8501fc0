import type { RequestHeaders } from '@gavel/contracts'

/** `Headers` joins what comes more than once. */
export const headersOf = (request: Request): RequestHeaders => Object.fromEntries(request.headers)
