import { RequestError } from '@gavel/contracts'
import { describe, expect, it } from 'vitest'
import { ConnectionLimits } from '../src/connection-limits.ts'

const ADA = { user: 'ada', address: '192.0.2.1' }

/** Takes places until one is refused, and counts those before it. */
function taken(
  places: ConnectionLimits,
  who: () => Parameters<ConnectionLimits['take']>[0],
): number {
  for (let count = 0; count < 100; count += 1)
    try {
      places.take(who())
    } catch (error) {
      if (error instanceof RequestError && error.code === 'too-many-requests') return count
      throw error
    }
  return Number.POSITIVE_INFINITY
}

describe('the places for streams', () => {
  it('are so many to a user, wherever they come from', () => {
    const places = new ConnectionLimits({ perUser: 3, perAddress: 50 })
    let address = 0

    expect(taken(places, () => ({ user: 'ada', address: `192.0.2.${(address += 1)}` }))).toBe(3)
    expect(taken(places, () => ({ ...ADA, user: 'ben' }))).toBe(3)
  })

  it('are so many to an address, whoever comes from there', () => {
    const places = new ConnectionLimits({ perUser: 20, perAddress: 4 })
    let user = 0

    expect(taken(places, () => ({ user: `user ${(user += 1)}`, address: '192.0.2.1' }))).toBe(4)
    expect(taken(places, () => ({ user: null, address: '192.0.2.1' }))).toBe(0)
    expect(taken(places, () => ({ user: null, address: '192.0.2.2' }))).toBe(4)
  })

  it('are not counted where neither is known', () => {
    const places = new ConnectionLimits({ perUser: 1, perAddress: 1 })

    expect(taken(places, () => ({ user: null, address: null }))).toBe(Number.POSITIVE_INFINITY)
  })

  it('are not taken by who is refused', () => {
    const places = new ConnectionLimits({ perUser: 1, perAddress: 2 })
    places.take(ADA)

    expect(taken(places, () => ADA)).toBe(0)

    expect(taken(places, () => ({ ...ADA, user: null }))).toBe(1)
  })

  it('are free again when they are given back', () => {
    const places = new ConnectionLimits({ perUser: 1, perAddress: 1 })
    const giveBack = places.take(ADA)

    giveBack()

    expect(taken(places, () => ADA)).toBe(1)
  })

  it('say when to come again', () => {
    const places = new ConnectionLimits({ perUser: 0, perAddress: 0 })

    expect(() => places.take(ADA)).toThrow(
      expect.objectContaining({ facts: { retryAfterSeconds: 5 } }),
    )
  })
})
