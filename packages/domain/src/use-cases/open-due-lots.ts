import type { LotId } from '../ids.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import { isLive } from '../rules/status-follows-the-clock.ts'
import { eachForItself } from './each-for-itself.ts'
import { openedIfDue } from './opened-if-due.ts'

/** Lots opened in one go. */
const AT_ONCE = 100

/**
 * Tells the room of every lot that has become live that it has, soonest first. Each room is told
 * once, and a lot that fails holds up no other.
 * @throws whatever the first such lot failed with, after the others.
 */
export async function openDueLots(ports: Ports): Promise<void> {
  await eachForItself(await ports.lots.unopened(AT_ONCE), (lotId) => openLot(ports, lotId))
}

/** Tells the room of one lot, if it is live and nobody has. @throws DomainError not-found. */
export async function openLot(ports: Ports, lotId: LotId): Promise<void> {
  await ports.lots.onLot(lotId, work, null)
}

const work: LotWork<null, Effects, null> = {
  walletsToLock: () => [],

  decide(state, _command, now) {
    const { lot } = state
    if (!isLive(lot, now) || lot.opened) return { next: state, outcome: NOTHING }
    const { lot: opened, events } = openedIfDue(lot, now)
    const next = { ...opened, version: lot.version + 1 }
    return { next: { ...state, lot: next }, outcome: { transfers: [], events } }
  },

  reply: () => null,
}

const NOTHING: Effects = { transfers: [], events: [] }
