import type { HouseSettings } from '../house-settings.ts'
import type { Ports } from '../ports.ts'
import { sha256 } from '../secrets.ts'
import type { Caller } from '../user.ts'
import { callerIn } from './caller-in.ts'

export type WhoWatches = { token: string }

/**
 * Finds who watches by their token. Watching is no use of the session: streams come back by
 * themselves, and a page that somebody left open would keep it alive for as long as it may live.
 * @throws DomainError session-ended: expired, unused for too long, ended or unknown.
 */
export async function whoWatches(
  ports: Ports,
  settings: HouseSettings,
  { token }: WhoWatches,
): Promise<Caller> {
  const now = await ports.clock.now()
  return callerIn(await ports.sessions.find(sha256(token)), settings, now)
}
