import { beforeAll, describe, expect, it } from 'vitest'
import { send } from '../requests.ts'
import {
  anonymous,
  newUser,
  untilClosed,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  type TestUser,
  placeBid,
  problemOf,
  postMessage,
  waitFor,
} from '../fixtures.ts'

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([newUser('Selma'), newUser('Ben'), newUser('Cleo')])
})

/** Sends a message and returns the raw response. */
const sendMessage = (author: TestUser, lotId: string, message: { key: string; text: string }) =>
  send('POST', `/api/lots/${lotId}/messages`)
    .set('Authorization', `Bearer ${author.token}`)
    .set('Idempotency-Key', message.key)
    .send({ text: message.text })

describe('postMessage and listMessages', () => {
  it('accept messages of every signed-in user in one sequence with the bids', async () => {
    const lot = await openLot(seller)
    const { bid } = await placeBid(ben, lot, euros(120))

    const said = await postMessage(seller, lot, 'Is that all?')
    const { bid: next } = await placeBid(cleo, lot, euros(200))

    expect(said).toEqual({
      id: expect.any(String),
      author: { id: seller.id, name: 'Selma' },
      text: 'Is that all?',
      at: expect.any(String),
      seq: bid.seq + 1,
    })
    expect(next.seq).toBe(said.seq + 1)
  })

  it('return messages to everybody, newest first, once across pages', async () => {
    const lot = await openLot(seller)
    for (const text of ['one', 'two', 'three', 'four', 'five']) await postMessage(ben, lot, text)

    const first = await anonymous.listMessages({ lotId: lot.id, limit: 2 })
    await postMessage(ben, lot, 'six')
    const second = await anonymous.listMessages({
      lotId: lot.id,
      limit: 2,
      cursor: first.next ?? '',
    })
    const third = await anonymous.listMessages({
      lotId: lot.id,
      limit: 2,
      cursor: second.next ?? '',
    })

    const pages = [first, second, third].map(({ items }) => items.map(({ text }) => text))
    expect(pages).toEqual([['five', 'four'], ['three', 'two'], ['one']])
    expect(third.next).toBeNull()
  })

  it.each(['ja', 'x'.repeat(500), '\u{1f528}'.repeat(500)])(
    'accept 1 to 500 characters: %s',
    async (text) => {
      const lot = await openLot(seller)

      const said = await postMessage(ben, lot, text)

      expect(said.text).toBe(text)
    },
  )

  it.each(['', ' \n', 'x'.repeat(501), '\u{1f528}'.repeat(501)])(
    'reject longer and empty messages with 422: %j',
    async (text) => {
      const lot = await openLot(seller)

      const problem = await problemOf(postMessage(ben, lot, text))

      expect(problem).toMatchObject({
        status: 422,
        code: 'invalid',
        errors: [{ pointer: '/text' }],
      })
      expect((await anonymous.listMessages({ lotId: lot.id })).items).toEqual([])
    },
  )
})

/** Lots that take no messages. */
const silent: Record<string, () => Promise<{ id: Parameters<typeof postMessage>[1]['id'] }>> = {
  'has not opened': async () => {
    const { id: lotId } = await consignLot(seller)
    return seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(900) })
  },
  'has closed': async () => untilClosed(await openLot(seller, { seconds: 1.2 })),
  'was withdrawn': async () => {
    const lot = await openLot(seller)
    await seller.withdrawLot({ lotId: lot.id })
    return lot
  },
}

describe('postMessage on a lot that takes no messages', () => {
  it.each(Object.keys(silent))('rejects a lot that %s with 409 lot-not-live', async (which) => {
    const lot = await silent[which]?.()
    if (!lot) throw new Error('No lot')

    const problems = [
      await problemOf(postMessage(ben, lot, 'Now?')),
      await problemOf(postMessage(seller, lot, 'No.')),
    ]

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 409, code: 'lot-not-live' })
    expect((await anonymous.listMessages({ lotId: lot.id })).items).toEqual([])
  })

  it('returns 404 for a draft to other users and 409 to its seller', async () => {
    const draft = await consignLot(seller)

    expect(await problemOf(postMessage(ben, draft, 'Hm?'))).toMatchObject({ code: 'not-found' })
    expect(await problemOf(postMessage(seller, draft, 'Hm.'))).toMatchObject({
      code: 'lot-not-live',
    })
  })
})

describe('postMessage with a repeated Idempotency-Key', () => {
  it('returns the first response and posts one message', async () => {
    const lot = await openLot(seller)
    const message = { key: newKey(), text: 'Once.' }

    const answers = await Promise.all([1, 2, 3, 4].map(() => sendMessage(ben, lot.id, message)))
    const last = await sendMessage(ben, lot.id, message)

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set([...answers, last].map(({ text }) => text)).size).toBe(1)
    expect(last.headers['idempotency-replayed']).toBe('true')
    expect((await anonymous.listMessages({ lotId: lot.id })).items).toHaveLength(1)
  })

  it('returns the first error, even if the lot is live now', async () => {
    const { id: lotId } = await consignLot(seller)
    await seller.scheduleLot({ lotId, opensAt: inSeconds(1.5), closesAt: inSeconds(900) })
    const message = { key: newKey(), text: 'Too early.' }
    const first = await sendMessage(ben, lotId, message)
    await waitFor(
      () => anonymous.readLot({ lotId }),
      ({ status }) => status === 'live',
    )

    const second = await sendMessage(ben, lotId, message)

    expect(first.body).toMatchObject({ status: 409, code: 'lot-not-live' })
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })

  it('rejects another text, room or operation with 422 key-reused', async () => {
    const [lot, other] = [await openLot(seller), await openLot(seller)]
    const key = newKey()
    await sendMessage(ben, lot.id, { key, text: 'One.' })

    const problems = [
      await problemOf(ben.postMessage({ lotId: lot.id, text: 'Two.', key })),
      await problemOf(ben.postMessage({ lotId: other.id, text: 'One.', key })),
      await problemOf(ben.placeBid({ lotId: lot.id, maximum: euros(100), key })),
    ]

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 422, code: 'key-reused' })
    expect((await anonymous.listMessages({ lotId: other.id })).items).toEqual([])
  })
})
