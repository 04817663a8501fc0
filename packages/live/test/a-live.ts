import { type Caller, type LotId, type Presence, domainError } from '@gavel/domain'
import { vi } from 'vitest'
import { Live, type Visitor } from '../src/live.ts'
import { AClient } from './a-client.ts'
import { ALog, readLot, ROOM } from './a-log.ts'

const LIMITS = { perUser: 20, perAddress: 100 }

export const ada = { id: 'ada', name: 'Ada', email: 'ada@gavel.test' } as unknown as Caller

/** What is true elsewhere, and changes as a test has it. */
const anElsewhere = () => ({
  watching: 0,
  isReportLost: false,
  endedTokens: new Set<string>(),
  isHeard: true,
  /** Wakes this process. */
  wake: (_: LotId) => {},
})
type Elsewhere = ReturnType<typeof anElsewhere>

/** Those who watch here, as they are reported, and those elsewhere. */
function aPresence(elsewhere: Elsewhere, reports: string[]): Presence {
  let [here, version] = [0, 0]
  return {
    async report(_, watching) {
      if (elsewhere.isReportLost) throw new Error('The report is lost')
      here = watching.get(ROOM) ?? 0
      reports.push(watching.size === 0 ? 'none' : `${here}`)
    },
    async watching(lotIds) {
      version += 1
      const watching = here + elsewhere.watching
      return new Map(lotIds.map((lotId) => [lotId, { watching, version }]))
    },
  }
}

/** A house whose one room can be watched, and what it was told. */
export function aLive({ log = new ALog(), limits = LIMITS } = {}) {
  /** Reports are `2` or, of no room at all, `none`. */
  const told = { reports: [] as string[], failures: [] as unknown[] }
  const elsewhere = anElsewhere()
  const whoWatches = async ({ token }: { token: string }) => {
    if (elsewhere.endedTokens.has(token)) throw domainError('session-ended')
    if (log.isAway) throw new Error('The database is away')
    return ada
  }
  const listen = (heard: (lotId: LotId) => void) => {
    elsewhere.wake = heard
    return async () => {
      elsewhere.isHeard = false
    }
  }
  const ports = {
    rooms: log,
    auctionHouse: { readLot, whoWatches },
    presence: aPresence(elsewhere, told.reports),
    wakeUp: { listen },
    clock: { now: async () => new Date() },
    failed: (error: unknown) => told.failures.push(error),
  }
  const live = new Live(ports, limits)
  const wake = (lotId: LotId = ROOM) => elsewhere.wake(lotId)
  return { live, log, told, elsewhere, wake, ...visitsTo(live) }
}

/** How people come in: as a stream that nobody reads yet, or as a client that does. */
function visitsTo(live: Live) {
  const anybody = { caller: null, token: null, address: null, by: 'websocket' } as const
  const watch = (visitor: Partial<Visitor> = {}) =>
    live.watch({ lotId: ROOM, ...anybody, ...visitor })
  const aClient = async (visitor: Partial<Visitor> = {}, how?: { isStalled: boolean }) => {
    const client = new AClient(await watch(visitor), how)
    await vi.advanceTimersByTimeAsync(0)
    return client
  }
  return { watch, aClient }
}

/** Lets seconds pass. */
export const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000)
