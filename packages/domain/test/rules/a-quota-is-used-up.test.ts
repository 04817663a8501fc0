import { describe, expect, it } from 'vitest'
import { aQuotaIsUsedUp } from '../../src/index.ts'
import { after, NOW, SECOND } from '../a-lot.ts'

const quota = { name: 'sign-ups', most: 3, seconds: 60 }

const judged = (count: number, since: Date, at = NOW) =>
  aQuotaIsUsedUp('too-many-requests', { quota, counted: { count, since }, at })

describe('a quota', () => {
  it('lets in as many as it says', () => {
    expect([1, 2, 3].map((count) => judged(count, NOW))).toEqual([null, null, null])
  })

  it('refuses all beyond, by its name, and says when the window is over', () => {
    const refusals = [4, 5_000].map((count) => judged(count, after(-20 * SECOND)))

    for (const refusal of refusals)
      expect(refusal).toMatchObject({
        code: 'too-many-requests',
        facts: { retryAfterSeconds: 40 },
        quota,
      })
  })

  it('makes nobody wait for less than a second', () => {
    const told = [1, 0, -5].map((left) => judged(4, after(left - 60 * SECOND))?.facts)

    expect(told).toEqual(Array(3).fill({ retryAfterSeconds: 1 }))
  })
})
