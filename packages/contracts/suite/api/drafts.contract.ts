import { beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../../src/operation.ts'
import { operations } from '../operations.ts'
import { send } from '../requests.ts'
import {
  anonymous,
  newUser,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  type TestUser,
} from '../fixtures.ts'

// Only its seller can see a draft, by any operation and in any list.

let seller: TestUser
let stranger: TestUser

beforeAll(async () => {
  ;[seller, stranger] = await Promise.all([newUser('Selma'), newUser('Ben')])
})

const ofALot = operations.filter(({ path }) => path.startsWith('/api/lots/{lotId}'))

/** A GET of `joinRoom` without an upgrade is rejected before the lot is read. */
const ofThisLot = ofALot.filter(({ name }) => name !== 'joinRoom')

/** A valid body for each operation, so that only the lot can be the error. */
const bodies: Record<string, () => object> = {
  editLot: () => ({ title: 'Mine' }),
  scheduleLot: () => ({ opensAt: inSeconds(0), closesAt: inSeconds(60) }),
  placeBid: () => ({ maximum: euros(100) }),
  postMessage: () => ({ text: 'Hm?' }),
}

const sendFor = ({ name, method, path }: Operation, lotId: string, person?: TestUser) => {
  const sending = send(method, path.replace('{lotId}', lotId))
    .set('Idempotency-Key', newKey())
    .set('If-Match', '*')
  if (person) void sending.set('Authorization', `Bearer ${person.token}`)
  const body = bodies[name]
  return body ? sending.send(body()) : sending
}

/** Lots that were never visible to others. */
const hidden = {
  'a draft': async () => consignLot(seller),
  'a draft that was withdrawn': async () => {
    const draft = await consignLot(seller)
    await seller.withdrawLot({ lotId: draft.id })
    return draft
  },
}

describe.each(Object.entries(hidden))('%s', (_name, secret) => {
  it.each(ofThisLot)('returns 404 to another user: $name', async (operation) => {
    const { id } = await secret()

    const answer = await sendFor(operation, id, stranger)

    expect(answer.status).toBe(404)
    expect(answer.body).toEqual({
      type: '/problems/not-found',
      title: expect.any(String),
      status: 404,
      code: 'not-found',
    })
  })

  it.each(ofThisLot.filter(({ who }) => who === 'all'))(
    'returns 404 without a session: $name',
    async (operation) => {
      const { id } = await secret()

      const answer = await sendFor(operation, id)

      expect(answer.body).toMatchObject({ status: 404, code: 'not-found' })
    },
  )

  it.each(ofALot)('returns the same response as for an unknown id: $name', async (operation) => {
    const { id } = await secret()
    const other = `${id.slice(0, -4)}${id.endsWith('0000') ? '1111' : '0000'}`

    const [one, two] = [
      await sendFor(operation, id, stranger),
      await sendFor(operation, other, stranger),
    ]

    expect(one.text).toBe(two.text)
    expect(Object.keys(one.headers)).toEqual(Object.keys(two.headers))
  })

  it('does not appear in any list or search, not even for its seller', async () => {
    const { id, title } = await secret()
    const shown = await openLot(seller)
    const lists = await Promise.all(
      [anonymous, stranger, seller].flatMap((reader) => [
        reader.listLots({ limit: 100 }),
        reader.listLots({ seller: seller.id, limit: 100 }),
        reader.listLots({ q: title, limit: 100 }),
        reader.listLots({ q: title, seller: seller.id, limit: 100 }),
        ...(['scheduled', 'live', 'sold', 'unsold', 'withdrawn'] as const).map((status) =>
          reader.listLots({ status, seller: seller.id, limit: 100 }),
        ),
      ]),
    )

    const ids = lists.flatMap(({ items }) => items.map((lot) => lot.id))
    expect(ids).toContain(shown.id)
    expect(ids).not.toContain(id)
  })

  it('returns Cache-Control: no-store; a visible lot returns no-cache', async () => {
    const [{ id }, shown] = [await secret(), await openLot(seller)]
    const caching = async (lotId: string) =>
      (await send('GET', `/api/lots/${lotId}`).set('Authorization', `Bearer ${seller.token}`))
        .headers['cache-control']

    expect(await caching(id)).toBe('no-store')
    expect(await caching(shown.id)).toBe('no-cache')
  })

  it('is visible to its seller', async () => {
    const { id } = await secret()

    const lot = await seller.readLot({ lotId: id })

    expect(lot).toMatchObject({ id, seller: { id: seller.id } })
    expect(await seller.listBids({ lotId: id })).toEqual({ items: [], next: null })
    expect(await seller.listMessages({ lotId: id })).toEqual({ items: [], next: null })
    expect(await seller.readRoom({ lotId: id })).toMatchObject({ lot, bids: [], messages: [] })
  })
})
