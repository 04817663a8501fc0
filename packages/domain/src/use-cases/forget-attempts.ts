import type { Ports } from '../ports.ts'
import { FAILURE_COUNTS_MINUTES } from '../rules/ten-failures-make-an-address-wait.ts'

const MINUTE = 60_000

/** Forgets failed attempts, and visits from clients' addresses, of which none counts any more. */
export async function forgetAttempts(ports: Ports): Promise<void> {
  const now = await ports.clock.now()
  await ports.attempts.forgetBefore(new Date(now.getTime() - FAILURE_COUNTS_MINUTES * MINUTE))
  await ports.visits.forgetBefore(now)
}
