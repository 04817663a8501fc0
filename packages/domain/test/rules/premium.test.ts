import { describe, expect, it } from 'vitest'
import { BUYERS_PREMIUM_PERCENT, coverOf, money, premiumOf } from '../../src/index.ts'

describe('premiumOf', () => {
  it.each([
    { amount: 1, premium: 0 },
    { amount: 4, premium: 0 },
    { amount: 5, premium: 1 },
    { amount: 14, premium: 1 },
    { amount: 15, premium: 2 },
    { amount: 100_00, premium: 10_00 },
    { amount: 123_44, premium: 12_34 },
    { amount: 123_45, premium: 12_35 },
    { amount: 1_000_000_000_000, premium: 100_000_000_000 },
  ])('returns $premium cents for $amount cents, rounded half up', ({ amount, premium }) => {
    expect(premiumOf(money(amount))).toBe(premium)
  })

  it('returns the percentage that readHouse publishes', () => {
    expect(premiumOf(money(100_00)) / 100_00).toBe(BUYERS_PREMIUM_PERCENT / 100)
  })
})

describe('coverOf', () => {
  it('returns the amount plus its premium', () => {
    expect(coverOf(money(123_45))).toBe(123_45 + 12_35)
  })
})
