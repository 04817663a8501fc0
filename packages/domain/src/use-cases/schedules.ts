import type { HouseSettings } from '../house-settings.ts'
import type { LotId } from '../ids.ts'
import type { Lot, Schedule } from '../lot.ts'
import { type LotView, viewLot } from '../lot-view.ts'
import type { Effects, LotWork, Ports } from '../ports.ts'
import type { RoomEvent } from '../room.ts'
import { checkSeller } from '../rules/lot.ts'
import { checkReschedule, checkSchedule, isSameSchedule } from '../rules/schedule.ts'
import type { User } from '../user.ts'
import { openedIfDue } from './openings.ts'

export type ScheduleLotInput = {
  lotId: LotId
  caller: User
  opensAt: Date
  closesAt: Date
  /** The soft close in whole seconds, 0 to 3600; the default of the house if it is not given. */
  softCloseSeconds?: number | undefined
}

/**
 * Replaces the schedule of a lot; possible until it opens. The same schedule again changes nothing, at
 * any time.
 * @throws DomainError not-found, not-your-lot, lot-not-draft, bad-schedule.
 */
export async function scheduleLot(
  ports: Ports,
  settings: HouseSettings,
  input: ScheduleLotInput,
): Promise<LotView> {
  const { lotId, caller, opensAt, closesAt } = input
  const { softCloseSeconds = settings.softCloseSeconds } = input
  const command = { caller, schedule: { opensAt, closesAt, softCloseSeconds } }
  const { answer } = await ports.lots.onLot(lotId, work, command)
  return answer
}

type ScheduleCommand = { caller: User; schedule: Schedule }

type ScheduleOutcome = Effects & { lot: Lot; now: Date }

const work: LotWork<ScheduleCommand, ScheduleOutcome, LotView> = {
  walletsToLock: () => [],

  decide(state, { caller, schedule }, now) {
    const { lot } = state
    const forbidden = checkSeller(lot, caller.id)
    if (forbidden) return forbidden
    if (isSameSchedule(lot.schedule, schedule))
      return { next: state, outcome: { lot, now, transfers: [], events: [] } }
    const error = checkReschedule(lot, now) ?? checkSchedule(schedule, now)
    if (error) return error

    const scheduled = { ...lot, schedule, version: lot.version + 1 }
    const { lot: next, events } = openedIfDue(scheduled, now)
    const outcome = { lot: next, now, transfers: [], events: [lotScheduled(schedule), ...events] }
    return { next: { ...state, lot: next }, outcome }
  },

  reply: ({ lot, now }) => viewLot(lot, now),
}

const lotScheduled = ({ opensAt, closesAt }: Schedule): RoomEvent => ({
  type: 'lot-scheduled',
  data: { opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() },
})
