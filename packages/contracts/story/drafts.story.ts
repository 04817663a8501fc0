import { beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '../src/operation.ts'
import { ask, operations } from './door/door.ts'
import {
  anybody,
  arrive,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  type Person,
} from './house.ts'

// To anybody but its seller a draft does not exist: not on any path, in any list, for any question.

let seller: Person
let stranger: Person

beforeAll(async () => {
  ;[seller, stranger] = await Promise.all([arrive('Selma'), arrive('Ben')])
})

const ofALot = operations.filter(({ path }) => path.startsWith('/api/lots/{lotId}'))

/** A plain request to `joinRoom` is told what the path speaks, before any lot is looked for. */
const ofThisLot = ofALot.filter(({ name }) => name !== 'joinRoom')

/** A body that is right for an operation, so that nothing but the lot can be wrong. */
const bodies: Record<string, () => object> = {
  editLot: () => ({ title: 'Mine' }),
  scheduleLot: () => ({ opensAt: inSeconds(0), closesAt: inSeconds(60) }),
  placeBid: () => ({ maximum: euros(100) }),
  postMessage: () => ({ text: 'Hm?' }),
}

const send = ({ name, method, path }: Operation, lotId: string, person?: Person) => {
  const sending = ask(method, path.replace('{lotId}', lotId))
    .set('Idempotency-Key', newKey())
    .set('If-Match', '*')
  if (person) void sending.set('Authorization', `Bearer ${person.token}`)
  const body = bodies[name]
  return body ? sending.send(body()) : sending
}

/** Lots that nobody was ever told of. */
const secrets = {
  'a draft': async () => consignLot(seller),
  'a draft that was withdrawn': async () => {
    const draft = await consignLot(seller)
    await seller.withdrawLot({ lotId: draft.id })
    return draft
  },
}

describe.each(Object.entries(secrets))('%s', (_name, secret) => {
  it.each(ofThisLot)('is not there for somebody else: $name', async (operation) => {
    const { id } = await secret()

    const answer = await send(operation, id, stranger)

    expect(answer.status).toBe(404)
    expect(answer.body).toEqual({
      type: '/problems/not-found',
      title: expect.any(String),
      status: 404,
      code: 'not-found',
    })
  })

  it.each(ofThisLot.filter(({ who }) => who === 'all'))(
    'is not there for nobody in particular: $name',
    async (operation) => {
      const { id } = await secret()

      const answer = await send(operation, id)

      expect(answer.body).toMatchObject({ status: 404, code: 'not-found' })
    },
  )

  it.each(ofALot)('gets the very answer of an id that is no lot: $name', async (operation) => {
    const { id } = await secret()
    const other = `${id.slice(0, -4)}${id.endsWith('0000') ? '1111' : '0000'}`

    const [one, two] = [await send(operation, id, stranger), await send(operation, other, stranger)]

    expect(one.text).toBe(two.text)
    expect(Object.keys(one.headers)).toEqual(Object.keys(two.headers))
  })

  it('is in no list and no search, not even for its seller', async () => {
    const { id, title } = await secret()
    const shown = await openLot(seller)
    const lists = await Promise.all(
      [anybody, stranger, seller].flatMap((reader) => [
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

  it('is kept in no cache, as a lot that everybody may see is, until it is asked for again', async () => {
    const [{ id }, shown] = [await secret(), await openLot(seller)]
    const caching = async (lotId: string) =>
      (await ask('GET', `/api/lots/${lotId}`).set('Authorization', `Bearer ${seller.token}`))
        .headers['cache-control']

    expect(await caching(id)).toBe('no-store')
    expect(await caching(shown.id)).toBe('no-cache')
  })

  it('is there for its seller', async () => {
    const { id } = await secret()

    const lot = await seller.readLot({ lotId: id })

    expect(lot).toMatchObject({ id, seller: { id: seller.id } })
    expect(await seller.listBids({ lotId: id })).toEqual({ items: [], next: null })
    expect(await seller.listMessages({ lotId: id })).toEqual({ items: [], next: null })
    expect(await seller.readRoom({ lotId: id })).toMatchObject({ lot, bids: [], messages: [] })
  })
})
