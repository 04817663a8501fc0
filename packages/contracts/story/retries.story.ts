import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from './door/door.ts'
import { anybody, arrive, euros, newKey, openLot, type Person, placeBid, refusal } from './house.ts'

// A key makes a retry safe: whoever lost the answer asks again and gets it, and nothing happens twice.

let seller: Person
let ben: Person
let cleo: Person

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([arrive('Selma'), arrive('Ben'), arrive('Cleo')])
})

/** Sends a bid, and shows everything that came back. */
const send = (bidder: Person, lotId: string, bid: { key: string; maximum: number }) =>
  ask('POST', `/api/lots/${lotId}/bids`)
    .set('Authorization', `Bearer ${bidder.token}`)
    .set('Idempotency-Key', bid.key)
    .send({ maximum: bid.maximum })

describe('a bid that is sent again with its key', () => {
  it('is answered as the first time, word for word, and placed once', async () => {
    const lot = await openLot(seller)
    const bid = { key: newKey(), maximum: euros(120) }
    const first = await send(ben, lot.id, bid)
    await placeBid(cleo, lot, euros(300))

    const second = await send(ben, lot.id, bid)

    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toBe(first.text)
    expect(first.headers['idempotency-replayed']).toBeUndefined()
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect((await anybody.listBids({ lotId: lot.id })).items).toHaveLength(2)
  })

  it('is refused as the first time, though it would be accepted now', async () => {
    const dora = await arrive('Dora', euros(0))
    const lot = await openLot(seller)
    const bid = { key: newKey(), maximum: euros(120) }
    const first = await send(dora, lot.id, bid)
    await dora.deposit({ amount: euros(1000), key: newKey() })

    const second = await send(dora, lot.id, bid)

    expect(first.body).toMatchObject({ status: 409, code: 'insufficient-funds' })
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })

  it('while the first is under way waits for it, and gets the same answer', async () => {
    const lot = await openLot(seller)
    const bid = { key: newKey(), maximum: euros(120) }

    const answers = await Promise.all(Array.from({ length: 8 }, () => send(ben, lot.id, bid)))

    const replayed = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(replayed).toHaveLength(7)
  })

  it('in quotes or bare is the same key', async () => {
    const lot = await openLot(seller)
    const key = newKey()
    const first = await send(ben, lot.id, { key, maximum: euros(120) })

    const second = await send(ben, lot.id, { key: `"${key}"`, maximum: euros(120) })

    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })
})

describe('a key that is used for something else', () => {
  it('is refused, and nothing happens', async () => {
    const lot = await openLot(seller)
    const key = newKey()
    await send(ben, lot.id, { key, maximum: euros(120) })

    const other = await send(ben, lot.id, { key, maximum: euros(130) })

    expect(other.status).toBe(422)
    expect(other.body).toMatchObject({ code: 'key-reused' })
    expect((await anybody.listBids({ lotId: lot.id })).items).toHaveLength(1)
  })

  it('is refused for the same amount on another lot', async () => {
    const [one, other] = [await openLot(seller), await openLot(seller)]
    const bid = { key: newKey(), maximum: euros(120) }
    await send(ben, one.id, bid)

    const answer = await send(ben, other.id, bid)

    expect(answer.body).toMatchObject({ status: 422, code: 'key-reused' })
    expect((await anybody.listBids({ lotId: other.id })).items).toEqual([])
  })

  it('is refused by every operation that takes one, and nothing happens', async () => {
    const dora = await arrive('Dora', euros(0))
    const key = newKey()
    const lot = { title: 'Octant', description: 'Ebony.', startingPrice: euros(100), key }
    await dora.deposit({ amount: euros(100), key })
    const open = await openLot(seller)

    const problems = [
      await refusal(dora.deposit({ amount: euros(101), key })),
      await refusal(dora.withdraw({ amount: euros(100), key })),
      await refusal(dora.consignLot(lot)),
      await refusal(dora.placeBid({ lotId: open.id, maximum: euros(100), key })),
    ]

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 422, code: 'key-reused' })
    expect(await dora.readWallet()).toMatchObject({ available: euros(100), held: 0 })
    expect(await anybody.readLot({ lotId: open.id })).toEqual(open)
  })

  it('is another key where another person uses it', async () => {
    const lot = await openLot(seller)
    const key = newKey()
    await send(ben, lot.id, { key, maximum: euros(120) })

    const other = await send(cleo, lot.id, { key, maximum: euros(300) })

    expect(other.status).toBe(201)
    expect(other.headers['idempotency-replayed']).toBeUndefined()
  })
})

describe('a lot that is consigned twice with one key', () => {
  it('is found at the same address', async () => {
    const consign = () =>
      ask('POST', '/api/lots')
        .set('Authorization', `Bearer ${seller.token}`)
        .set('Idempotency-Key', key)
        .send({ title: 'Octant', description: 'Ebony.', startingPrice: euros(100) })
    const key = newKey()
    const first = await consign()

    const second = await consign()

    expect(first.headers.location).toBe(`/api/lots/${first.body.id}`)
    expect(second.headers.location).toBe(first.headers.location)
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })
})
