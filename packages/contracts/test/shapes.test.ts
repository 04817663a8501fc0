import { MAXIMUM_AMOUNT } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { Amount, InstantInput, text, Total } from '../src/shapes.ts'

const upToFour = text({ min: 1, max: 4 })
const isTaken = (given: string) => upToFour.safeParse(given).success

describe('a text', () => {
  it('is kept in NFC, and counted so', () => {
    expect(upToFour.parse('Zoe\u0308')).toBe('Zo\u00eb')
    expect(upToFour.parse('e\u0308'.repeat(4))).toBe('\u00eb'.repeat(4))
  })

  it('is counted in code points', () => {
    expect(isTaken('🔨🔨🔨🔨')).toBe(true)
    expect(isTaken('🔨🔨🔨🔨🔨')).toBe(false)
  })

  it('keeps the spaces around it, and what is not seen in it', () => {
    expect(upToFour.parse(' a ')).toBe(' a ')
    expect(upToFour.parse('\u202ea\u200db')).toBe('\u202ea\u200db')
  })

  it('is refused for a heap of marks before they are put in order', () => {
    const aPage = text({ min: 1, max: 5_000 })

    expect(aPage.safeParse(`e${'\u0301\u0327'.repeat(15)}`).success).toBe(true)
    expect(aPage.safeParse(`e${'\u0301\u0327'.repeat(15)}\u0301`).success).toBe(false)
  })

  it.each([
    { name: 'is empty', given: '' },
    { name: 'is spaces only', given: '   ' },
    { name: 'is a line break only', given: '\n' },
    { name: 'is a no-break space only', given: '\u00a0' },
    { name: 'is a zero-width space only', given: '\u200b' },
    { name: 'only turns the direction, twice', given: '\u202e\u2069' },
    { name: 'has one character too many', given: 'abcde' },
    { name: 'is far too long', given: 'a'.repeat(100_000) },
    { name: 'has a NUL', given: 'a\u0000b' },
    { name: 'has the first half of a surrogate pair', given: 'a\ud83d' },
    { name: 'has the second half of a surrogate pair', given: '\udd28a' },
    { name: 'has the halves in the wrong order', given: '\udd28\ud83d' },
  ])('that $name is refused', ({ given }) => {
    expect(isTaken(given)).toBe(false)
  })

  it('may have a length at the least', () => {
    const atLeastThree = text({ min: 3, max: 4 })

    expect(atLeastThree.safeParse('ab').success).toBe(false)
    expect(atLeastThree.safeParse('🔨🔨').success).toBe(false)
    expect(atLeastThree.safeParse('abc').success).toBe(true)
  })
})

describe('an amount', () => {
  it.each([1, MAXIMUM_AMOUNT])('%d is one', (amount) => {
    expect(Amount.safeParse(amount).success).toBe(true)
  })

  it.each([0, -1, 0.5, MAXIMUM_AMOUNT + 1, Number.NaN, '1', null])('%j is none', (amount) => {
    expect(Amount.safeParse(amount).success).toBe(false)
  })

  it('that the house tells of may be nothing, or more than anybody may offer', () => {
    expect(Total.parse(0)).toBe(0)
    expect(Total.parse(2 * MAXIMUM_AMOUNT)).toBe(2 * MAXIMUM_AMOUNT)
  })
})

describe('a moment that somebody sets', () => {
  it('may have any offset', () => {
    expect(InstantInput.parse('2026-03-01T20:00:00.5+02:00').toISOString()).toBe(
      '2026-03-01T18:00:00.500Z',
    )
  })

  it.each(['2026-03-01T20:00:00', '2026-03-01', '2026-02-30T20:00:00Z', 'now', '1772388000'])(
    '%j is none',
    (given) => {
      expect(InstantInput.safeParse(given).success).toBe(false)
    },
  )

  it('is one that can be told again: not beyond the year 9999', () => {
    expect(InstantInput.safeParse('9999-12-31T23:59:59-01:00').success).toBe(false)
  })
})
