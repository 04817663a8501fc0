import { setImmediate as soon } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { startWorker } from '../src/index.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

/** A house whose purge of idempotency records the test completes; `begun` has one entry per run. */
function aHouse() {
  const begun: ((isMore: boolean) => void)[] = []
  const none = async () => false
  const house = {
    openDueLots: async () => {},
    closeDueLots: async () => ({ settled: 0 }),
    deleteExpiredIdempotencyRecords: () =>
      new Promise<boolean>((resolve) => void begun.push(resolve)),
    deleteExpiredRateLimits: none,
    deleteExpiredSessions: none,
    trimRooms: none,
  }
  return { house, begun }
}

const MINUTE = 60_000

describe('startWorker', () => {
  it('repeats a purge at once while more rows remain, then after ten minutes', async () => {
    const { house, begun } = aHouse()
    const stop = startWorker(house, () => {})

    begun[0]?.(true)
    await vi.advanceTimersByTimeAsync(1)
    begun[1]?.(false)
    await vi.advanceTimersByTimeAsync(10 * MINUTE - 1)
    const rested = begun.length
    await vi.advanceTimersByTimeAsync(1)

    expect([rested, begun.length]).toEqual([2, 3])
    begun[2]?.(false)
    await stop()
  })

  it('stops after the running purge', async () => {
    const { house, begun } = aHouse()
    const stop = startWorker(house, () => {})

    const stopped = stop()
    begun[0]?.(true)
    await stopped
    await soon()
    await vi.advanceTimersByTimeAsync(10 * MINUTE)

    expect(begun).toHaveLength(1)
  })
})
