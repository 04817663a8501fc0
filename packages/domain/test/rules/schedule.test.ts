import { describe, expect, it } from 'vitest'
import type { Standing, TimedLot } from '../../src/index.ts'
import { checkSchedule, extendedSchedule } from '../../src/rules/schedule.ts'
import { ada, after, aLot, ben, DAY, HOUR, ledBy, NOW, scheduled, SECOND } from '../a-lot.ts'

describe('checkSchedule', () => {
  const check = (opens: number, closes: number) =>
    checkSchedule(scheduled(opens, closes), NOW)?.code

  it.each([
    { name: 'in the future', opens: HOUR, closes: 2 * HOUR },
    { name: 'with opensAt in the past', opens: -HOUR, closes: HOUR },
    { name: 'with opensAt now', opens: 0, closes: HOUR },
    { name: 'of one second', opens: HOUR, closes: HOUR + SECOND },
    { name: 'of ninety days', opens: HOUR, closes: HOUR + 90 * DAY },
    { name: 'that closes in one millisecond', opens: -HOUR, closes: 1 },
  ])('accepts a schedule $name', ({ opens, closes }) => {
    expect(check(opens, closes)).toBeUndefined()
  })

  it.each([
    { name: 'one millisecond shorter than a second', opens: HOUR, closes: HOUR + SECOND - 1 },
    { name: 'one millisecond longer than ninety days', opens: HOUR, closes: HOUR + 90 * DAY + 1 },
    { name: 'that closes when it opens', opens: HOUR, closes: HOUR },
    { name: 'that closes before it opens', opens: 2 * HOUR, closes: HOUR },
    { name: 'that closes now', opens: -HOUR, closes: 0 },
    { name: 'in the past', opens: -2 * HOUR, closes: -HOUR },
  ])('returns bad-schedule for a schedule $name', ({ opens, closes }) => {
    expect(check(opens, closes)).toBe('bad-schedule')
  })

  it('returns bad-schedule for an invalid date', () => {
    const never = new Date(Number.NaN)

    expect(checkSchedule({ ...scheduled(), opensAt: never }, NOW)).not.toBeNull()
    expect(checkSchedule({ ...scheduled(), closesAt: never }, NOW)).not.toBeNull()
  })

  it.each([
    { seconds: 0, code: undefined },
    { seconds: 3600, code: undefined },
    { seconds: -1, code: 'bad-schedule' },
    { seconds: 3601, code: 'bad-schedule' },
    { seconds: 0.5, code: 'bad-schedule' },
    { seconds: Number.NaN, code: 'bad-schedule' },
  ])('returns $code for a soft close of $seconds seconds', ({ seconds, code }) => {
    expect(checkSchedule(scheduled(HOUR, 2 * HOUR, seconds), NOW)?.code).toBe(code)
  })
})

describe('extendedSchedule', () => {
  const closesAt = scheduled().closesAt
  const beforeClose = (milliseconds: number) => after(-milliseconds, closesAt)

  /** Returns closesAt of a lot that Ada leads, after a bid at a given time. */
  function closeAfter(standing: Standing, at: Date, softCloseSeconds = 120): Date {
    const schedule = scheduled(-HOUR, HOUR, softCloseSeconds)
    const lot = aLot({ schedule, standing: ledBy(ada, 300_00, 100_00) }) as TimedLot
    return extendedSchedule(lot, { after: standing, at }).closesAt
  }

  const outbid = ledBy(ben, 500_00, 310_00)
  const pricier = ledBy(ada, 300_00, 155_00)
  const raised = ledBy(ada, 900_00, 100_00)

  describe('in the last two minutes', () => {
    it('moves closesAt to two minutes after a bid that changes the leader', () => {
      const at = beforeClose(30 * SECOND)

      expect(closeAfter(outbid, at)).toEqual(after(120 * SECOND, at))
    })

    it('moves closesAt when only the price changes', () => {
      const at = beforeClose(30 * SECOND)

      expect(closeAfter(pricier, at)).toEqual(after(120 * SECOND, at))
    })

    it('moves closesAt on the first bid', () => {
      const at = beforeClose(SECOND)
      const lot = aLot() as TimedLot
      const bid = { after: ledBy(ada, 100_00), at }

      expect(extendedSchedule(lot, bid).closesAt).toEqual(after(120 * SECOND, at))
    })

    it('keeps closesAt when the leader raises their own maximum', () => {
      expect(closeAfter(raised, beforeClose(SECOND))).toEqual(closesAt)
    })
  })

  describe('at the start of the last two minutes', () => {
    it('keeps closesAt at exactly two minutes', () => {
      expect(closeAfter(outbid, beforeClose(120 * SECOND))).toEqual(closesAt)
    })

    it('moves closesAt by one millisecond for a bid one millisecond later', () => {
      expect(closeAfter(outbid, beforeClose(120 * SECOND - 1))).toEqual(after(1, closesAt))
    })
  })

  describe('before the last two minutes', () => {
    it('never moves closesAt to an earlier time', () => {
      expect(closeAfter(outbid, beforeClose(121 * SECOND))).toEqual(closesAt)
    })
  })

  describe('with another soft close', () => {
    it('extends by that many seconds', () => {
      const at = beforeClose(SECOND)

      expect(closeAfter(outbid, at, 3)).toEqual(after(3 * SECOND, at))
    })

    it('extends in the last hour with the longest soft close', () => {
      const at = beforeClose(HOUR - 1)

      expect(closeAfter(outbid, at, 3600)).toEqual(after(1, closesAt))
    })

    it('never extends with a soft close of 0', () => {
      expect(closeAfter(outbid, beforeClose(1), 0)).toEqual(closesAt)
    })
  })

  it('keeps opensAt and the soft close', () => {
    const lot = aLot() as TimedLot
    const { opensAt, softCloseSeconds } = lot.schedule

    const extended = extendedSchedule(lot, { after: ledBy(ada, 100_00), at: beforeClose(1) })

    expect(extended).toMatchObject({ opensAt, softCloseSeconds })
  })
})
