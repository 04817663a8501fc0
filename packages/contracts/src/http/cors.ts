/** CORS of the API (Fetch, 3.3): origins of `ALLOWED_ORIGINS` may read answers, with cookies. */
export const CORS = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  /** Request headers that a page of an allowed origin may set (Fetch, 2.2.2). */
  allowedHeaders: [
    'Authorization',
    'Content-Type',
    'Idempotency-Key',
    'If-Match',
    'If-None-Match',
    'Last-Event-ID',
    'X-Request-Id',
    'traceparent',
  ],
  /** Response headers that such a page may read. */
  exposedHeaders: [
    'ETag',
    'Location',
    'Retry-After',
    'RateLimit',
    'RateLimit-Policy',
    'Idempotency-Replayed',
    'X-Request-Id',
  ],
  /** Seconds for which a browser may reuse the answer of a preflight. */
  maxAge: 600,
}
