import type { Ports } from '../ports.ts'
import { sha256 } from '../secrets.ts'

export type SignOut = { token: string }

/** Ends the session of a token, on every twin at once. */
export async function signOut(ports: Ports, { token }: SignOut): Promise<void> {
  await ports.sessions.end(sha256(token), await ports.clock.now())
}
