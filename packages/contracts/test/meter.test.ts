import { isDomainError } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { Meter } from '../src/index.ts'
import { thrownBy } from './a-request.ts'

const quota = { name: 'bids', most: 3, seconds: 10 }

/** A meter on which Ada has used up her quota, from the first millisecond on. */
function used(): Meter {
  const meter = new Meter(quota)
  for (let count = 0; count < quota.most; count += 1) meter.count('ada', count)
  return meter
}

/** How many seconds somebody is told to wait. */
function waitOf(count: () => void): number {
  const thrown = thrownBy(count)
  if (!isDomainError(thrown) || thrown.code !== 'too-many-requests') throw thrown
  expect(thrown.quota).toEqual(quota)
  return (thrown.facts as { retryAfterSeconds: number }).retryAfterSeconds
}

describe('a user who has used up the quota', () => {
  it('is refused until the window is over that began with the first time', () => {
    const meter = used()

    const waits = [2, 1_000, 9_999].map((now) => waitOf(() => meter.count('ada', now)))

    expect(waits).toEqual([10, 9, 1])
    expect(() => meter.count('ada', 10_000)).not.toThrow()
  })

  it('is not in the way of another', () => {
    expect(() => used().count('ben', 3)).not.toThrow()
  })
})

describe('a user who comes no more', () => {
  it('is forgotten once somebody comes after the window', () => {
    const meter = used()

    meter.count('ben', 10_000)

    expect(meter.size).toBe(1)
  })
})
