/**
 * How often something may be done in a window of time, which begins with the first time. `name` is
 * how a client is told which quota it has used up.
 */
export type Quota = { name: string; most: number; seconds: number }

/** What has been counted in a window, and when that began. */
export type Counted = { count: number; since: Date }

/** How often one client's address may come to the door. The operator says, by the environment. */
export type DoorQuotas = {
  /** In a minute. */
  signUps: number
  /** In fifteen minutes. */
  failedSignIns: number
}
