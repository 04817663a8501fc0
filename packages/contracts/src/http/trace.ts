import type { Headers } from './headers.ts'

/** `00-<trace>-<parent>-<flags>`: version 00 of W3C Trace Context, in which no id is all zeros. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

/** The trace that a request is part of, for the log; null where it names none that can be read. */
export const traceIdOf = (headers: Headers): string | null =>
  TRACEPARENT.exec(headers.traceparent ?? '')?.[1] ?? null
