import type { LotId } from '../ids.ts'
import type { Lot } from '../lot.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import type { RoomEvent } from '../room.ts'
import { isLive } from '../rules/lot.ts'
import { forEachCollectingErrors } from './for-each.ts'

/** Lots opened per call. */
const BATCH_SIZE = 100

/**
 * Logs `lot-opened` in the room of every lot that has become live, in the order of `opensAt`. Each
 * lot is logged once. A lot that fails does not stop the others.
 * @throws the first error, after all lots have been tried.
 */
export async function openDueLots(ports: Ports): Promise<void> {
  const due = await ports.lots.unopened(BATCH_SIZE)
  await forEachCollectingErrors(due, (lotId) => openLot(ports, lotId))
}

/** Logs `lot-opened` if the lot is live and not yet opened. @throws DomainError not-found. */
export async function openLot(ports: Ports, lotId: LotId): Promise<void> {
  await ports.lots.onLot(lotId, work, null)
}

const work: LotWork<null, Effects, null> = {
  walletsToLock: () => [],

  decide(state, _command, now) {
    const { lot } = state
    if (!isLive(lot, now) || lot.opened) return { next: state, outcome: NO_EFFECTS }
    const { lot: opened, events } = openedIfDue(lot, now)
    const next = { ...opened, version: lot.version + 1 }
    return { next: { ...state, lot: next }, outcome: { transfers: [], events } }
  },

  reply: () => null,
}

const NO_EFFECTS: Effects = { transfers: [], events: [] }

/**
 * Marks a lot as opened when `opensAt` has passed. The clock opens lots but writes no log, so every
 * decision on an open lot calls this first; the first one logs `lot-opened` before its own events.
 * @returns the lot, and the event to log, if any.
 */
export function openedIfDue(lot: Lot, now: Date): { lot: Lot; events: RoomEvent[] } {
  if (lot.opened || !lot.schedule || now < lot.schedule.opensAt) return { lot, events: [] }
  const { opensAt, closesAt } = lot.schedule
  const data = { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() }
  return { lot: { ...lot, opened: true }, events: [{ type: 'lot-opened', data }] }
}
