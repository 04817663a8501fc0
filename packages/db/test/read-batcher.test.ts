import { setImmediate as soon } from 'node:timers/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { isUnavailable } from '../src/errors.ts'
import { createBatcher } from '../src/read-batcher.ts'

/** A batcher whose queries the test completes; the result of a read is its key, doubled. */
function aBatcher() {
  const queries: { keys: readonly number[]; answer(): void; fail(error: Error): void }[] = []
  const read = createBatcher(
    (keys: readonly number[]) =>
      new Promise<number[]>((resolve, fail) => {
        const answer = () => resolve(keys.map((key) => 2 * key))
        queries.push({ keys, answer, fail })
      }),
  )
  return { read, queries }
}

afterEach(() => void vi.useRealTimers())

describe('createBatcher with a single read', () => {
  it('starts a query at once', () => {
    const { read, queries } = aBatcher()

    void read(1)

    expect(queries).toMatchObject([{ keys: [1] }])
  })
})

describe('createBatcher with reads during a query', () => {
  it('reads them in one query after it', async () => {
    const { read, queries } = aBatcher()
    const results = [1, 2, 3].map((key) => read(key))

    queries[0]?.answer()
    await soon()
    queries[1]?.answer()

    expect(queries).toMatchObject([{ keys: [1] }, { keys: [2, 3] }])
    expect(await Promise.all(results)).toEqual([2, 4, 6])
  })

  it('reads at most 64 keys per query', async () => {
    const { read, queries } = aBatcher()
    for (let key = 0; key < 80; key += 1) void read(key)

    for (const index of [0, 1]) {
      queries[index]?.answer()
      await soon()
    }

    expect(queries.map(({ keys }) => keys.length)).toEqual([1, 64, 15])
  })
})

describe('createBatcher with a failing query', () => {
  it('rejects the reads of that query only', async () => {
    const { read, queries } = aBatcher()
    const [, ...batch] = [1, 2, 3].map((key) => read(key))
    queries[0]?.answer()
    await soon()
    const later = read(4)

    queries[1]?.fail(new Error('The database is unreachable'))
    const outcomes = await Promise.allSettled(batch)
    await soon()
    queries[2]?.answer()

    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await later).toBe(8)
  })
})

describe('createBatcher with a hanging query', () => {
  it('starts the next query after half a second and still returns the late result', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { read, queries } = aBatcher()
    const [first, second] = [read(1), read(2)]

    await vi.advanceTimersByTimeAsync(499)
    const before = queries.length
    await vi.advanceTimersByTimeAsync(1)
    for (const { answer } of queries.toReversed()) answer()

    expect([before, queries.length]).toEqual([1, 2])
    expect(await Promise.all([first, second])).toEqual([2, 4])
  })

  it('rejects every read after two seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const { read, queries } = aBatcher()
    const reads = Promise.allSettled(Array.from({ length: 1_000 }, (_, key) => read(key)))

    await vi.advanceTimersByTimeAsync(2_000)
    const outcomes = await reads
    await vi.advanceTimersByTimeAsync(10_000)

    const errors = outcomes.map((outcome) => 'reason' in outcome && isUnavailable(outcome.reason))
    expect(new Set(errors)).toEqual(new Set([true]))
    expect(queries.map(({ keys }) => keys.length)).toEqual([1, 64, 64, 64])
  })
})
