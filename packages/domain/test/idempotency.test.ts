import { describe, expect, it } from 'vitest'
import { keyOf, createAuctionHouse, type Ports } from '../src/index.ts'
import { ada, after, ben, HOUR, NOW } from './a-lot.ts'

const KEY = 'a-key-of-sixteen-characters'

const fingerprint = (input: Record<string, unknown>, operation = 'consignLot', user = ada.id) =>
  keyOf(operation, { user, key: KEY, input }).fingerprint

describe('a request with an Idempotency-Key', () => {
  it('is kept by its user, its key and a SHA-256', () => {
    expect(keyOf('deposit', { user: ada.id, key: KEY, input: { amount: 1 } })).toEqual({
      user: ada.id,
      key: KEY,
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    })
  })
})

describe('two requests', () => {
  const input = { title: 'Sextant', reserve: { price: 200, secret: true }, tags: ['a', 'b'] }

  it('are the same whatever the order of their fields, at any depth', () => {
    const other = { tags: ['a', 'b'], reserve: { secret: true, price: 200 }, title: 'Sextant' }

    expect(fingerprint(other)).toBe(fingerprint(input))
  })

  it('are the same where a field is left out in one and undefined in the other', () => {
    expect(fingerprint({ ...input, reservePrice: undefined })).toBe(fingerprint(input))
  })

  it('are the same for two users: the key is each user’s own', () => {
    expect(fingerprint(input, 'consignLot', ben.id)).toBe(fingerprint(input))
  })

  it.each([
    { name: 'a value', other: { ...input, title: 'Sextants' } },
    { name: 'a type', other: { ...input, reserve: { price: '200', secret: true } } },
    { name: 'the order of a list', other: { ...input, tags: ['b', 'a'] } },
    { name: 'a field more', other: { ...input, note: null } },
    { name: 'a field less', other: { title: 'Sextant', tags: ['a', 'b'] } },
  ])('differ by $name', ({ other }) => {
    expect(fingerprint(other)).not.toBe(fingerprint(input))
  })

  it('differ by their operation', () => {
    expect(fingerprint(input, 'deposit')).not.toBe(fingerprint(input))
  })
})

describe('the keys of a house', () => {
  it('are forgotten once they are older than a day', async () => {
    const forgotten: Date[] = []
    const ports: Pick<Ports, 'clock' | 'keys'> = {
      clock: { now: async () => NOW },
      keys: { forget: async (before) => forgotten.push(before) > 1 },
    }

    await createAuctionHouse(ports as Ports, {
      softCloseSeconds: 120,
      sessionHours: 1,
      sessionIdleHours: 1,
    }).forgetKeys()

    expect(forgotten).toEqual([after(-24 * HOUR)])
  })
})
