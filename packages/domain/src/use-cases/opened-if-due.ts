import type { Lot } from '../lot.ts'
import type { RoomEvent } from '../room.ts'

/**
 * Whichever decision first finds a lot open tells its room so, before anything else: the clock opens
 * lots, and the clock writes no log.
 */
export function openedIfDue(lot: Lot, now: Date): { lot: Lot; events: RoomEvent[] } {
  if (lot.opened || !lot.schedule || now < lot.schedule.opensAt) return { lot, events: [] }
  const { opensAt, closesAt } = lot.schedule
  const data = { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() }
  return { lot: { ...lot, opened: true }, events: [{ type: 'lot-opened', data }] }
}
