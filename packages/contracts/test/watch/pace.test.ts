import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Pace } from '../../src/watch/pace.ts'

/** Waits after so many failures, one after the other. */
const waits = (pace: Pace, count: number): number[] =>
  Array.from({ length: count }, () => pace.next())

const longest = (failures: number): number => Math.min(10_000, 500 * 2 ** failures)

describe('the wait before the next connection', () => {
  it('is anything up to half a second, then up to twice that, and at last up to ten', () => {
    const runs = Array.from({ length: 500 }, () => waits(new Pace(), 8))

    for (const failures of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const seen = runs.map((run) => run[failures] ?? -1)
      expect(Math.min(...seen)).toBeGreaterThanOrEqual(0)
      expect(Math.min(...seen)).toBeLessThan(longest(failures) * 0.1)
      expect(Math.max(...seen)).toBeLessThanOrEqual(longest(failures))
      expect(Math.max(...seen)).toBeGreaterThan(longest(failures) * 0.9)
    }
  })

  it('is short again once a connection has come about', () => {
    const pace = new Pace()
    waits(pace, 20)

    pace.connected()

    expect(pace.next()).toBeLessThanOrEqual(500)
  })

  it('is never shorter than the house asks, that once', () => {
    fc.assert(
      fc.property(fc.nat(60_000), fc.nat(12), (asked, failures) => {
        const pace = new Pace()
        waits(pace, failures)
        pace.ask(asked)

        const wait = pace.next()

        expect(wait).toBeGreaterThanOrEqual(asked)
        expect(wait).toBeLessThanOrEqual(asked + longest(failures))
        expect(pace.next()).toBeLessThanOrEqual(longest(failures + 1))
      }),
    )
  })
})
