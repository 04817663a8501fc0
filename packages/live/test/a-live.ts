import { type Caller, type LotId, refuse } from '@gavel/domain'
import { vi } from 'vitest'
import { Live, type Visitor } from '../src/live.ts'
import { AClient } from './a-client.ts'
import { ALog, readLot, ROOM } from './a-log.ts'

const LIMITS = { perUser: 20, perAddress: 100 }

export const ada = { id: 'ada', name: 'Ada', email: 'ada@gavel.test' } as unknown as Caller

/** A house whose one room can be watched, and what it was told. */
export function aLive({ log = new ALog(), limits = LIMITS } = {}) {
  const told = {
    /** Which rooms each report counted, as `2` or, for none, `none`. */
    reports: [] as string[],
    failures: [] as unknown[],
    isListening: true,
  }
  /** What is true elsewhere, and changes as a test has it. */
  const elsewhere = { watching: 0, isReportLost: false, endedTokens: new Set<string>() }
  let here = 0
  let version = 0
  let heard: (lotId: LotId) => void = () => {}

  const live = new Live(
    {
      rooms: log,
      house: {
        readLot,
        async whoAmI({ token }) {
          if (elsewhere.endedTokens.has(token)) throw refuse('session-ended')
          if (log.isAway) throw new Error('The database is away')
          return ada
        },
      },
      presence: {
        async report(_, watching) {
          if (elsewhere.isReportLost) throw new Error('The report is lost')
          here = watching.get(ROOM) ?? 0
          told.reports.push(watching.size === 0 ? 'none' : `${here}`)
        },
        async watching(lotIds) {
          version += 1
          const watching = here + elsewhere.watching
          return new Map(lotIds.map((lotId) => [lotId, { watching, version }]))
        },
      },
      wakeUp: {
        listen(hear) {
          heard = hear
          return async () => {
            told.isListening = false
          }
        },
      },
      clock: { now: async () => new Date() },
      failed: (error) => told.failures.push(error),
    },
    limits,
  )

  const watch = (visitor: Partial<Visitor> = {}) =>
    live.watch({
      lotId: ROOM,
      caller: null,
      token: null,
      address: null,
      by: 'websocket',
      ...visitor,
    })
  /** Lets somebody in who reads, unless they are stalled. */
  const aClient = async (visitor: Partial<Visitor> = {}, how?: { isStalled: boolean }) => {
    const client = new AClient(await watch(visitor), how)
    await vi.advanceTimersByTimeAsync(0)
    return client
  }
  const wake = (lotId: LotId = ROOM) => heard(lotId)
  return { live, log, told, elsewhere, watch, aClient, wake }
}

/** Lets seconds pass. */
export const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000)
