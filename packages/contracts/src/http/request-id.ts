/**
 * The id of a request in the log and in its answer: the client's `X-Request-Id` where it is 8 to 128
 * of A-Z a-z 0-9 . _ -, otherwise a new one. Other characters could forge log entries.
 */
export const requestIdFrom = (header: string | null | undefined): string =>
  /^[A-Za-z0-9._-]{8,128}$/.test(header ?? '') ? (header as string) : crypto.randomUUID()

/** `00-<trace>-<parent>-<flags>`: version 00 of W3C Trace Context; ids of zeros are invalid. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** The trace id of a `traceparent` header, for the log; undefined without a valid one. */
export const traceIdFrom = (header: string | null | undefined): string | undefined =>
  TRACEPARENT.exec(header ?? '')?.[1]
