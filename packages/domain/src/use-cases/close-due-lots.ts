import type { Ports } from '../ports.ts'
import { eachForItself } from './each-for-itself.ts'
import { settleLot } from './settle-lot.ts'

/** Lots settled in one go: the worker and an operator's call take the next ones in the next go. */
const AT_ONCE = 100

/**
 * Settles what is due, soonest first, and answers how many lots this call settled. However many
 * processes call it at the same time, each lot is settled once. A lot that fails holds up no other.
 * @throws whatever the first such lot failed with, after the others.
 */
export async function closeDueLots(ports: Ports): Promise<{ settled: number }> {
  let settled = 0
  await eachForItself(await ports.lots.due(AT_ONCE), async ({ id: lotId, seller }) => {
    if (await settleLot(ports, { lotId, seller })) settled += 1
  })
  return { settled }
}
