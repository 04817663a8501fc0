import type { RequestHeaders } from '@gavel/contracts'
import type { Request } from 'express'

/** Node joins what comes more than once; only `set-cookie`, which no request has, is a list. */
export const headersOf = (req: Request): RequestHeaders => req.headers as RequestHeaders
