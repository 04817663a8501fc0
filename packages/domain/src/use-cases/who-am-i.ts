import type { Ports } from '../ports.ts'
import { refuse } from '../refusal.ts'
import { sha256 } from '../secrets.ts'
import type { Caller } from '../user.ts'

export type WhoAmI = { token: string }

/** Finds the caller by their token. @throws Refusal session-ended: expired, ended or unknown. */
export async function whoAmI(ports: Ports, { token }: WhoAmI): Promise<Caller> {
  const caller = await ports.sessions.findCaller(sha256(token), await ports.clock.now())
  if (!caller) throw refuse('session-ended')
  return caller
}
