import { KEY_KEPT_HOURS } from '../idempotency.ts'
import type { Ports } from '../ports.ts'

const HOUR = 60 * 60 * 1000

/**
 * Forgets the Idempotency-Keys, and the answers kept with them, that are older than a day: some of
 * them, and answers whether there may be more.
 */
export async function forgetKeys(ports: Ports): Promise<boolean> {
  const now = await ports.clock.now()
  return ports.keys.forget(new Date(now.getTime() - KEY_KEPT_HOURS * HOUR))
}
