import type { RequestHandler } from 'express'

/** Set by the SIGTERM handler of `server.ts`. */
export const shutdown = { hasBegun: false }

/** During shutdown, `Connection: close` tells keep-alive clients to send their next request elsewhere. */
export const closeKeepAlive: RequestHandler = (_req, res, next) => {
  if (shutdown.hasBegun) res.set('Connection', 'close')
  next()
}
