import { describe, expect, it } from 'vitest'
import { money } from '../../src/index.ts'
import { reserveReachesTheStartingPrice } from '../../src/rules/reserve-reaches-the-starting-price.ts'

const startingPrice = money(100_00)

describe('a reserve', () => {
  it('may be the starting price, above it, or none', () => {
    for (const reservePrice of [startingPrice, money(100_01), null])
      expect(reserveReachesTheStartingPrice({ startingPrice, reservePrice })).toBeNull()
  })

  it('is invalid a cent below, and the refusal says where but not how much', () => {
    const refusal = reserveReachesTheStartingPrice({ startingPrice, reservePrice: money(99_99) })

    expect(refusal).toMatchObject({
      code: 'invalid',
      facts: { errors: [{ pointer: '/reservePrice', message: expect.stringMatching(/at least/) }] },
    })
  })
})
