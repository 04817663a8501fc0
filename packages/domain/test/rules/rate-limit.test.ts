import { describe, expect, it } from 'vitest'
import { DomainError, rateLimitExceeded } from '../../src/index.ts'
import { nextFailedSignIns } from '../../src/rules/rate-limit.ts'
import { after, NOW, SECOND } from '../a-lot.ts'

const quota = { name: 'sign-ups', most: 3, seconds: 60 }

const check = (count: number, since: Date, at = NOW) =>
  rateLimitExceeded('too-many-requests', { quota, counted: { count, since }, at })

describe('rateLimitExceeded', () => {
  it('returns null up to the limit', () => {
    expect([1, 2, 3].map((count) => check(count, NOW))).toEqual([null, null, null])
  })

  it('rejects every request above the limit until the window ends, with the quota', () => {
    const errors = [4, 5_000].map((count) => check(count, after(-20 * SECOND)))

    for (const error of errors)
      expect(error).toMatchObject({
        code: 'too-many-requests',
        facts: { retryAfterSeconds: 40 },
        quota,
      })
  })

  it('returns at least one second as retryAfterSeconds', () => {
    const facts = [1, 0, -5].map((left) => check(4, after(left - 60 * SECOND))?.facts)

    expect(facts).toEqual(Array(3).fill({ retryAfterSeconds: 1 }))
  })
})

const MINUTE = 60 * SECOND

/** Failures one second apart, the last one at NOW. */
const failures = (count: number) =>
  Array.from({ length: count }, (_, index) => after((index + 1 - count) * SECOND))

const errorOf = (decision: Date[] | DomainError) =>
  decision instanceof DomainError ? [decision.code, decision.facts] : null

describe('nextFailedSignIns after fewer than ten failures', () => {
  it.each([0, 1, 9])('adds the attempt to %i failures', (count) => {
    expect(nextFailedSignIns(failures(count), NOW)).toEqual([...failures(count), NOW])
  })
})

describe('nextFailedSignIns after ten failures', () => {
  it('returns too-many-attempts until the oldest is fifteen minutes old', () => {
    const decision = nextFailedSignIns(failures(10), NOW)

    expect(errorOf(decision)).toEqual(['too-many-attempts', { retryAfterSeconds: 15 * 60 - 9 }])
  })

  it('rounds the wait up to whole seconds', () => {
    const [oldest = NOW] = failures(10)

    const decision = nextFailedSignIns(failures(10), after(15 * MINUTE - 1, oldest))

    expect(errorOf(decision)).toEqual(['too-many-attempts', { retryAfterSeconds: 1 }])
  })

  it('drops a failure that is fifteen minutes old and adds the attempt', () => {
    const [oldest = NOW, ...others] = failures(10)
    const at = after(15 * MINUTE, oldest)

    expect(nextFailedSignIns(failures(10), at)).toEqual([...others, at])
  })

  it('finds the oldest failure in any order', () => {
    const decision = nextFailedSignIns(failures(10).toReversed(), NOW)

    expect(errorOf(decision)).toEqual(['too-many-attempts', { retryAfterSeconds: 15 * 60 - 9 }])
  })
})
