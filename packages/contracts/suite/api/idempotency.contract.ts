import { beforeAll, describe, expect, it } from 'vitest'
import { send } from '../requests.ts'
import {
  anonymous,
  newUser,
  euros,
  newKey,
  openLot,
  type TestUser,
  placeBid,
  problemOf,
} from '../fixtures.ts'

// A client that lost the response repeats the request with the same key: it gets the first response,
// and nothing happens twice.

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([newUser('Selma'), newUser('Ben'), newUser('Cleo')])
})

/** Sends a bid and returns the raw response. */
const sendBid = (bidder: TestUser, lotId: string, bid: { key: string; maximum: number }) =>
  send('POST', `/api/lots/${lotId}/bids`)
    .set('Authorization', `Bearer ${bidder.token}`)
    .set('Idempotency-Key', bid.key)
    .send({ maximum: bid.maximum })

describe('placeBid with a repeated Idempotency-Key', () => {
  it('returns the first response with Idempotency-Replayed and places one bid', async () => {
    const lot = await openLot(seller)
    const bid = { key: newKey(), maximum: euros(120) }
    const first = await sendBid(ben, lot.id, bid)
    await placeBid(cleo, lot, euros(300))

    const second = await sendBid(ben, lot.id, bid)

    expect([first.status, second.status]).toEqual([201, 201])
    expect(second.text).toBe(first.text)
    expect(first.headers['idempotency-replayed']).toBeUndefined()
    expect(second.headers['idempotency-replayed']).toBe('true')
    expect((await anonymous.listBids({ lotId: lot.id })).items).toHaveLength(2)
  })

  it('returns the first error, even if the bid would now be accepted', async () => {
    const dora = await newUser('Dora', euros(0))
    const lot = await openLot(seller)
    const bid = { key: newKey(), maximum: euros(120) }
    const first = await sendBid(dora, lot.id, bid)
    await dora.deposit({ amount: euros(1000), key: newKey() })

    const second = await sendBid(dora, lot.id, bid)

    expect(first.body).toMatchObject({ status: 409, code: 'insufficient-funds' })
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })

  it('waits for the first request and returns the same response', async () => {
    const lot = await openLot(seller)
    const bid = { key: newKey(), maximum: euros(120) }

    const answers = await Promise.all(Array.from({ length: 8 }, () => sendBid(ben, lot.id, bid)))

    const replayed = answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(replayed).toHaveLength(7)
  })

  it('treats a quoted and an unquoted key as equal', async () => {
    const lot = await openLot(seller)
    const key = newKey()
    const first = await sendBid(ben, lot.id, { key, maximum: euros(120) })

    const second = await sendBid(ben, lot.id, { key: `"${key}"`, maximum: euros(120) })

    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })
})

describe('an Idempotency-Key with another request', () => {
  it('is rejected with 422 key-reused and changes nothing', async () => {
    const lot = await openLot(seller)
    const key = newKey()
    await sendBid(ben, lot.id, { key, maximum: euros(120) })

    const other = await sendBid(ben, lot.id, { key, maximum: euros(130) })

    expect(other.status).toBe(422)
    expect(other.body).toMatchObject({ code: 'key-reused' })
    expect((await anonymous.listBids({ lotId: lot.id })).items).toHaveLength(1)
  })

  it('is rejected for the same amount on another lot', async () => {
    const [one, other] = [await openLot(seller), await openLot(seller)]
    const bid = { key: newKey(), maximum: euros(120) }
    await sendBid(ben, one.id, bid)

    const answer = await sendBid(ben, other.id, bid)

    expect(answer.body).toMatchObject({ status: 422, code: 'key-reused' })
    expect((await anonymous.listBids({ lotId: other.id })).items).toEqual([])
  })

  it('is rejected by every operation that takes a key', async () => {
    const dora = await newUser('Dora', euros(0))
    const key = newKey()
    const lot = { title: 'Octant', description: 'Ebony.', startingPrice: euros(100), key }
    await dora.deposit({ amount: euros(100), key })
    const open = await openLot(seller)

    const problems = [
      await problemOf(dora.deposit({ amount: euros(101), key })),
      await problemOf(dora.withdraw({ amount: euros(100), key })),
      await problemOf(dora.consignLot(lot)),
      await problemOf(dora.placeBid({ lotId: open.id, maximum: euros(100), key })),
    ]

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 422, code: 'key-reused' })
    expect(await dora.readWallet()).toMatchObject({ available: euros(100), held: 0 })
    expect(await anonymous.readLot({ lotId: open.id })).toEqual(open)
  })

  it('is independent for another user', async () => {
    const lot = await openLot(seller)
    const key = newKey()
    await sendBid(ben, lot.id, { key, maximum: euros(120) })

    const other = await sendBid(cleo, lot.id, { key, maximum: euros(300) })

    expect(other.status).toBe(201)
    expect(other.headers['idempotency-replayed']).toBeUndefined()
  })
})

describe('consignLot with a repeated Idempotency-Key', () => {
  it('returns the same Location and body', async () => {
    const consign = () =>
      send('POST', '/api/lots')
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
