/**
 * Timeouts of Node's HTTP server, in milliseconds. A client with slow headers is cut off within 10
 * seconds, a slow request within 30. Node checks as often as `connectionsCheckingInterval` says,
 * which can only be set when the server is created.
 */
export const SERVER_TIMEOUTS = {
  headersTimeout: 9_000,
  requestTimeout: 28_000,
  connectionsCheckingInterval: 1_000,
} as const

/** Milliseconds in which a JSON body must arrive; shorter than Node's, so the answer is a problem. */
export const BODY_TIMEOUT = 20_000

/**
 * Milliseconds of a graceful shutdown, from the signal: keep-alive clients learn for `grace` that the
 * connection will close, slow clients are cut off after `cutOff`, and the process exits after `exit`.
 */
export const SHUTDOWN = { grace: 500, cutOff: 6_000, exit: 8_000 } as const

/** Connections that may wait to be accepted. Node's default of 511 is too small for bursts. */
export const LISTEN_BACKLOG = 4_096
