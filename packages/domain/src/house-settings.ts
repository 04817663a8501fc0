import type { AddressQuotas } from './quota.ts'

/** The settings of one house; everything else is a rule. */
export type HouseSettings = {
  /** The soft close of lots that are scheduled without one: whole seconds, 0 to 3600. */
  softCloseSeconds: number
  /** Hours after which a session ends, used or not. */
  sessionHours: number
  /** Hours after its last use at which a session ends. */
  sessionIdleHours: number
  /** Without quotas, client addresses are not counted: in the seed, for example. */
  quotas?: AddressQuotas
}
