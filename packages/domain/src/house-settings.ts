import type { DoorQuotas } from './quota.ts'

/** What one house may decide for itself; everything else is a rule. */
export type HouseSettings = {
  softCloseSeconds: number
  /** How long a session lives, used or not. */
  sessionHours: number
  /** For how long it may go unused. */
  sessionIdleHours: number
  /** Where there are none, nobody is counted: in the seed, say, which has no door. */
  quotas?: DoorQuotas
}
