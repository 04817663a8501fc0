import type { Ports } from '../ports.ts'
import { FAILURE_COUNTS_MINUTES } from '../rules/ten-failures-make-an-address-wait.ts'

const MINUTE = 60_000

/**
 * Forgets failed attempts, and visits that were counted, of which none counts any more: some of them,
 * and answers whether there may be more.
 */
export async function forgetAttempts(ports: Ports): Promise<boolean> {
  const now = await ports.clock.now()
  const before = new Date(now.getTime() - FAILURE_COUNTS_MINUTES * MINUTE)
  const left = [await ports.attempts.forgetBefore(before), await ports.visits.forgetBefore(now)]
  return left.includes(true)
}
