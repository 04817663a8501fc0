import type { AddressQuotas } from './quota.ts'

/** The settings of one house; everything else is a rule. */
export type HouseSettings = {
  softCloseSeconds: number
  /** Hours after which a session ends, used or not. */
  sessionHours: number
  /** Hours after its last use at which a session ends. */
  sessionIdleHours: number
  /** Without quotas, client addresses are not counted: in the seed, for example. */
  quotas?: AddressQuotas
}
