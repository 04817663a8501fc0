/**
 * What a stream of events is sent with. `no-transform` keeps a proxy, or a compressing middleware,
 * from collecting frames (RFC 9111, 5.2.2.6); nginx has a header of its own for that. The connection
 * ends with the stream, so that a server that closes need not wait until it has been idle for long.
 */
export const STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
  Connection: 'close',
} as const
