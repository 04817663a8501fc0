import type { UserId } from './ids.ts'

/** A person as everybody may see them. */
export type User = { id: UserId; name: string }

/** A person as only they themselves may see them; whoever makes a request is one. */
export type Caller = User & { email: string }

/** Shows a person to everybody: whatever else is known of a caller stays behind. */
export const viewUser = ({ id, name }: User): User => ({ id, name })

/** House rules on sign-up. Lengths are in code points. */
export const NAME_LENGTH = { min: 1, max: 60 }
export const PASSWORD_LENGTH = { min: 12, max: 128 }
