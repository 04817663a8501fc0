import type { UserId } from './ids.ts'

/** The public view of a user. */
export type User = { id: UserId; name: string }

/** The signed-in user of a request, with the fields that only they may see. */
export type Caller = User & { email: string }

/** Returns the public view of a user, without the other fields of a `Caller`. */
export const viewUser = ({ id, name }: User): User => ({ id, name })

/** House rules on sign-up. Lengths are in code points. */
export const NAME_LENGTH = { min: 1, max: 60 }
export const PASSWORD_LENGTH = { min: 12, max: 128 }
