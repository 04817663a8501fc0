import { describe, expect, it } from 'vitest'
import { incrementAt, INCREMENTS, MAXIMUM_AMOUNT, money } from '../../src/index.ts'

describe('incrementAt', () => {
  it.each([
    { amount: 1, step: 1_00 },
    { amount: 49_99, step: 1_00 },
    { amount: 50_00, step: 5_00 },
    { amount: 199_99, step: 5_00 },
    { amount: 200_00, step: 10_00 },
    { amount: 999_99, step: 10_00 },
    { amount: 1_000_00, step: 50_00 },
    { amount: 4_999_99, step: 50_00 },
    { amount: 5_000_00, step: 100_00 },
    { amount: 19_999_99, step: 100_00 },
    { amount: 20_000_00, step: 500_00 },
    { amount: MAXIMUM_AMOUNT, step: 500_00 },
  ])('returns $step cents at $amount cents', ({ amount, step }) => {
    expect(incrementAt(money(amount))).toBe(step)
  })
})

describe('INCREMENTS', () => {
  it('starts at 0 with increasing amounts and steps', () => {
    const [first] = INCREMENTS
    const rising = [...INCREMENTS].sort((a, b) => a.from - b.from || a.step - b.step)

    expect(first?.from).toBe(0)
    expect(INCREMENTS).toEqual(rising)
    expect(new Set(INCREMENTS.map(({ from }) => from)).size).toBe(INCREMENTS.length)
  })
})
