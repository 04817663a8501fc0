/**
 * How long a client may take to send a request, in milliseconds, as Node's server calls it: it is
 * answered 408 and cut off within ten seconds of slow headers, within thirty of a slow request. Node
 * looks as often as the last says, if it is told so when the server is made.
 */
export const PATIENCE = {
  headersTimeout: 9_000,
  requestTimeout: 28_000,
  connectionsCheckingInterval: 1_000,
} as const

/** Milliseconds that a body may take: less than Node would wait, so that the answer is a problem. */
export const BODY_TIME = 20_000

/**
 * How a server ends, in milliseconds from the signal: how often lines are cut on which nothing is
 * asked, how long clients have to take what was sent to them, and how long all of it may take.
 */
export const ENDING = { idle: 500, farewell: 6_000, all: 8_000 } as const
