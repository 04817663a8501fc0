import { type InputOf, type Operation, readBody } from '@gavel/contracts'
import type { Request, Response } from 'express'

/** The input of a request that has passed the gate. @throws RequestError malformed-request, invalid. */
export const readInput = <O extends Operation>(
  operation: O,
  req: Request,
  res: Response,
): InputOf<O> =>
  ({
    ...res.locals.target,
    ...res.locals.headers,
    ...readBody(operation, req.body as Uint8Array | undefined),
  }) as InputOf<O>
