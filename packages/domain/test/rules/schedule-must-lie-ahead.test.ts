import { describe, expect, it } from 'vitest'
import { scheduleMustLieAhead } from '../../src/rules/schedule-must-lie-ahead.ts'
import { after, DAY, HOUR, NOW, SECOND, scheduled } from '../a-lot.ts'

const verdict = (opens: number, closes: number) =>
  scheduleMustLieAhead(scheduled(opens, closes), NOW)?.code ?? 'taken'

describe('a schedule', () => {
  it.each([
    { name: 'that lies ahead', opens: HOUR, closes: 2 * HOUR },
    { name: 'whose opening is past', opens: -HOUR, closes: HOUR },
    { name: 'that opens now', opens: 0, closes: HOUR },
    { name: 'of one second', opens: HOUR, closes: HOUR + SECOND },
    { name: 'of ninety days', opens: HOUR, closes: HOUR + 90 * DAY },
    { name: 'of which a millisecond is left', opens: -HOUR, closes: 1 },
  ])('$name is taken', ({ opens, closes }) => {
    expect(verdict(opens, closes)).toBe('taken')
  })

  it.each([
    { name: 'a millisecond short of a second', opens: HOUR, closes: HOUR + SECOND - 1 },
    { name: 'a millisecond longer than ninety days', opens: HOUR, closes: HOUR + 90 * DAY + 1 },
    { name: 'that closes as it opens', opens: HOUR, closes: HOUR },
    { name: 'that closes before it opens', opens: 2 * HOUR, closes: HOUR },
    { name: 'that closes now', opens: -HOUR, closes: 0 },
    { name: 'that is over', opens: -2 * HOUR, closes: -HOUR },
  ])('$name is refused', ({ opens, closes }) => {
    expect(verdict(opens, closes)).toBe('bad-schedule')
  })

  it('that is no moment at all is refused', () => {
    const never = new Date(Number.NaN)

    expect(scheduleMustLieAhead({ opensAt: never, closesAt: after(HOUR) }, NOW)).not.toBeNull()
    expect(scheduleMustLieAhead({ opensAt: NOW, closesAt: never }, NOW)).not.toBeNull()
  })
})
