import { BODY_LIMIT, drain as drainChunks } from '@gavel/contracts'
import express, { type Request } from 'express'

/**
 * Puts the bytes of a body in `req.body`.
 * TWIN(body): a parser of Express reads the body before the handler runs. `express.json()` would
 * forgive what the contract does not, an empty body or broken UTF-8, so the bytes are taken raw.
 */
export const bytes = express.raw({ type: () => true, limit: BODY_LIMIT, inflate: false })

/** Reads away a little of what is left of a body. */
export async function drain(req: Request): Promise<void> {
  if (!req.complete) await drainChunks(req.iterator({ destroyOnReturn: false }))
}
