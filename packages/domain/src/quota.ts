/**
 * A fixed-window rate limit: `most` requests in `seconds`, counted from the first one. Responses name
 * the exceeded quota by `name`.
 */
export type Quota = { name: string; most: number; seconds: number }

/** The count in a window, and when the window began. */
export type Counted = { count: number; since: Date }

/** Quotas per client address, set by the operator in the environment. */
export type AddressQuotas = {
  /** Sign-ups per minute. */
  signUps: number
  /** Failed sign-ins per fifteen minutes. */
  failedSignIns: number
}
