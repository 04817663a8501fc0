import type { Ports } from '../ports.ts'
import type { User } from '../user.ts'

export type SignOutEverywhere = { user: User }

/** Ends every session of a user, this one too, on every twin at once. */
export async function signOutEverywhere(ports: Ports, { user }: SignOutEverywhere): Promise<void> {
  await ports.sessions.endAll(user.id, await ports.clock.now())
}
