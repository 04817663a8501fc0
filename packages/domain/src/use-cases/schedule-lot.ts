import type { LotId } from '../ids.ts'
import type { Lot, Schedule } from '../lot.ts'
import { type LotView, viewLot } from '../lot-view.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import { type DomainError, domainError } from '../refusal.ts'
import type { RoomEvent } from '../room.ts'
import { onlyTheSellerMay } from '../rules/only-the-seller-may.ts'
import { scheduleMustLieAhead } from '../rules/schedule-must-lie-ahead.ts'
import { statusOf } from '../rules/status-follows-the-clock.ts'
import type { User } from '../user.ts'
import { openedIfDue } from './opened-if-due.ts'

export type ScheduleLot = { lotId: LotId; caller: User; opensAt: Date; closesAt: Date }

/**
 * Sets when a lot opens and closes, as long as it has not opened. The same schedule again changes
 * nothing. @throws DomainError not-found, not-your-lot, lot-not-draft, bad-schedule.
 */
export async function scheduleLot(ports: Ports, input: ScheduleLot): Promise<LotView> {
  const { answer } = await ports.lots.onLot(input.lotId, work, input)
  return answer
}

type Scheduled = Effects & { lot: Lot; now: Date }

const work: LotWork<ScheduleLot, Scheduled, LotView> = {
  walletsToLock: () => [],

  decide(state, { caller, opensAt, closesAt }, now) {
    const { lot } = state
    const schedule = { opensAt, closesAt }
    const refusal = onlyTheSellerMay(lot, caller.id)
    if (refusal) return refusal
    if (isSame(lot.schedule, schedule))
      return { next: state, outcome: { lot, now, transfers: [], events: [] } }
    const late = openLotsKeepTheirSchedule(lot, now) ?? scheduleMustLieAhead(schedule, now)
    if (late) return late

    const scheduled = { ...lot, schedule, version: lot.version + 1 }
    const { lot: next, events } = openedIfDue(scheduled, now)
    const outcome = { lot: next, now, transfers: [], events: [lotScheduled(schedule), ...events] }
    return { next: { ...state, lot: next }, outcome }
  },

  reply: ({ lot, now }) => viewLot(lot, now),
}

function openLotsKeepTheirSchedule(lot: Lot, now: Date): DomainError | null {
  const status = statusOf(lot, now)
  return status === 'draft' || status === 'scheduled' ? null : domainError('lot-not-draft')
}

const isSame = (before: Schedule | null, { opensAt, closesAt }: Schedule): boolean =>
  before?.opensAt.getTime() === opensAt.getTime() &&
  before.closesAt.getTime() === closesAt.getTime()

const lotScheduled = ({ opensAt, closesAt }: Schedule): RoomEvent => ({
  type: 'lot-scheduled',
  data: { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() },
})
