import { describe, expect, it } from 'vitest'
import { createAuctionHouse, keyOf, type Ports } from '../src/index.ts'
import { ada, after, ben, HOUR, NOW } from './a-lot.ts'

const KEY = 'a-key-of-sixteen-characters'

const fingerprint = (input: Record<string, unknown>, operation = 'consignLot', user = ada.id) =>
  keyOf(operation, { user, key: KEY, input }).fingerprint

describe('keyOf', () => {
  it('returns the user, the key and a SHA-256 fingerprint', () => {
    expect(keyOf('deposit', { user: ada.id, key: KEY, input: { amount: 1 } })).toEqual({
      user: ada.id,
      key: KEY,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })
})

describe('the fingerprint', () => {
  const input = { title: 'Sextant', reserve: { price: 200, secret: true }, tags: ['a', 'b'] }

  it('ignores the order of fields at any depth', () => {
    const other = { tags: ['a', 'b'], reserve: { secret: true, price: 200 }, title: 'Sextant' }

    expect(fingerprint(other)).toBe(fingerprint(input))
  })

  it('treats a missing field like undefined', () => {
    expect(fingerprint({ ...input, reservePrice: undefined })).toBe(fingerprint(input))
  })

  it('does not depend on the user: keys are scoped to their user', () => {
    expect(fingerprint(input, 'consignLot', ben.id)).toBe(fingerprint(input))
  })

  it.each([
    { name: 'a value', other: { ...input, title: 'Sextants' } },
    { name: 'a type', other: { ...input, reserve: { price: '200', secret: true } } },
    { name: 'the order of a list', other: { ...input, tags: ['b', 'a'] } },
    { name: 'an additional field', other: { ...input, note: null } },
    { name: 'a missing field', other: { title: 'Sextant', tags: ['a', 'b'] } },
  ])('depends on $name', ({ other }) => {
    expect(fingerprint(other)).not.toBe(fingerprint(input))
  })

  it('depends on the operation', () => {
    expect(fingerprint(input, 'deposit')).not.toBe(fingerprint(input))
  })
})

describe('deleteExpiredIdempotencyRecords', () => {
  it('deletes keys older than a day', async () => {
    const deletedBefore: Date[] = []
    const ports: Pick<Ports, 'clock' | 'idempotencyRecords'> = {
      clock: { now: async () => NOW },
      idempotencyRecords: { deleteBefore: async (before) => deletedBefore.push(before) > 1 },
    }

    await createAuctionHouse(ports as Ports, {
      softCloseSeconds: 120,
      sessionHours: 1,
      sessionIdleHours: 1,
    }).deleteExpiredIdempotencyRecords()

    expect(deletedBefore).toEqual([after(-24 * HOUR)])
  })
})
