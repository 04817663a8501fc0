/**
 * The headers of a Server-Sent Events stream. `no-transform` stops compressing proxies and
 * middleware from buffering it (RFC 9111, 5.2.2.6); nginx has a header of its own for that. The
 * connection closes with the stream, so that a server that shuts down need not wait for it.
 */
export const EVENT_STREAM_HEADERS = {
  'Content-Type': 'text/event-stream; charset=utf-8',
  'Cache-Control': 'no-cache, no-transform',
  'X-Accel-Buffering': 'no',
  Connection: 'close',
} as const
