import type { Caller } from './user.ts'

/** A session as it is kept; `usedAt` is when its token was last used, as far as that is written. */
export type Session = { user: Caller; expiresAt: Date; usedAt: Date }

/**
 * House rule: for how long a session is kept after it can only have ended, for whoever looks into a
 * theft.
 */
export const SESSIONS_KEPT_DAYS = 30
