import type { Caller } from './user.ts'

/** A stored session. `usedAt` is the last recorded use of its token; see `shouldRecordUse`. */
export type Session = { user: Caller; expiresAt: Date; usedAt: Date }

/** House rule: days for which an ended session stays stored, for the investigation of a theft. */
export const SESSION_RETENTION_DAYS = 30
