import type { Store } from '@gavel/db'
import type { Live } from '@gavel/live'
import type { RateLimiterMemory } from 'rate-limiter-flexible'

/** What exists once per process, whichever bundle of Next created it. */
export type ProcessState = {
  gavel?: { store: Store; live: Live; bidLimiter: RateLimiterMemory }
  gavelHasWebSocket?: boolean
}

/** Only types are imported here, so `proxy.ts` can use the state without bundling the code behind it. */
export const processState = globalThis as ProcessState
