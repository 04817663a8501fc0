import { drain as drainChunks, readBytes } from '@gavel/contracts'
import type { Request, RequestHandler } from 'express'

/**
 * Puts the bytes of a body in `req.body`.
 * TWIN(body): Express reads the body before the handler runs, as a link of the chain. Its own parsers
 * forgive an empty body or broken UTF-8, and read one that is too large to its end before they
 * refuse it.
 */
export const bytes: RequestHandler = async (req, _res, next) => {
  req.body = await readBytes(chunksOf(req))
  next()
}

/** Reads away a little of what is left of a body. */
export async function drain(req: Request): Promise<void> {
  if (!req.complete) await drainChunks(chunksOf(req))
}

/** The stream is not destroyed where the reading stops early, so that the answer still leaves. */
const chunksOf = (req: Request): AsyncIterable<Uint8Array> =>
  req.iterator({ destroyOnReturn: false })
