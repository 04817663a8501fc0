import { describe, expect, it } from 'vitest'
import { DomainError } from '../../src/index.ts'
import { tenFailuresMakeAnAddressWait } from '../../src/rules/ten-failures-make-an-address-wait.ts'
import { after, NOW, SECOND } from '../a-lot.ts'

const MINUTE = 60 * SECOND

/** Failures a second apart, the last of them now. */
const failures = (count: number) =>
  Array.from({ length: count }, (_, index) => after((index + 1 - count) * SECOND))

const waitOf = (decision: Date[] | DomainError) =>
  decision instanceof DomainError ? [decision.code, decision.facts] : 'let in'

describe('an attempt after fewer than ten failures', () => {
  it.each([0, 1, 9])('is let in, and counts with them: after %i', (count) => {
    expect(tenFailuresMakeAnAddressWait(failures(count), NOW)).toEqual([...failures(count), NOW])
  })
})

describe('an attempt after ten failures', () => {
  it('is refused, and told when the oldest of them is fifteen minutes old', () => {
    const decision = tenFailuresMakeAnAddressWait(failures(10), NOW)

    expect(waitOf(decision)).toEqual(['too-many-attempts', { retryAfterSeconds: 15 * 60 - 9 }])
  })

  it('is told a whole second to the last millisecond', () => {
    const [oldest = NOW] = failures(10)

    const decision = tenFailuresMakeAnAddressWait(failures(10), after(15 * MINUTE - 1, oldest))

    expect(waitOf(decision)).toEqual(['too-many-attempts', { retryAfterSeconds: 1 }])
  })

  it('is let in once the oldest is fifteen minutes old, and forgets that one alone', () => {
    const [oldest = NOW, ...others] = failures(10)
    const at = after(15 * MINUTE, oldest)

    expect(tenFailuresMakeAnAddressWait(failures(10), at)).toEqual([...others, at])
  })

  it('is told by the oldest, in whatever order they come', () => {
    const decision = tenFailuresMakeAnAddressWait(failures(10).toReversed(), NOW)

    expect(waitOf(decision)).toEqual(['too-many-attempts', { retryAfterSeconds: 15 * 60 - 9 }])
  })
})
