import { beforeAll, describe, expect, it } from 'vitest'
import { ask } from '../door/door.ts'
import {
  anybody,
  arrive,
  closed,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  type Person,
  placeBid,
  refusal,
  say,
  until,
} from '../house.ts'

let seller: Person
let ben: Person
let cleo: Person

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([arrive('Selma'), arrive('Ben'), arrive('Cleo')])
})

/** Sends a message, and shows everything that came back. */
const send = (author: Person, lotId: string, message: { key: string; text: string }) =>
  ask('POST', `/api/lots/${lotId}/messages`)
    .set('Authorization', `Bearer ${author.token}`)
    .set('Idempotency-Key', message.key)
    .send({ text: message.text })

describe('talking in a room', () => {
  it('is for whoever is signed in, the seller too, and takes its place between the bids', async () => {
    const lot = await openLot(seller)
    const { bid } = await placeBid(ben, lot, euros(120))

    const said = await say(seller, lot, 'Is that all?')
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

  it('is read by anybody, newest first and page by page, each message once', async () => {
    const lot = await openLot(seller)
    for (const text of ['one', 'two', 'three', 'four', 'five']) await say(ben, lot, text)

    const first = await anybody.listMessages({ lotId: lot.id, limit: 2 })
    await say(ben, lot, 'six')
    const second = await anybody.listMessages({ lotId: lot.id, limit: 2, cursor: first.next ?? '' })
    const third = await anybody.listMessages({ lotId: lot.id, limit: 2, cursor: second.next ?? '' })

    const pages = [first, second, third].map(({ items }) => items.map(({ text }) => text))
    expect(pages).toEqual([['five', 'four'], ['three', 'two'], ['one']])
    expect(third.next).toBeNull()
  })

  it.each(['ja', 'x'.repeat(500), '\u{1f528}'.repeat(500)])(
    'takes 1 to 500 characters, whatever they are: %s',
    async (text) => {
      const lot = await openLot(seller)

      const said = await say(ben, lot, text)

      expect(said.text).toBe(text)
    },
  )

  it.each(['', ' \n', 'x'.repeat(501), '\u{1f528}'.repeat(501)])(
    'takes neither more nor nothing: %j',
    async (text) => {
      const lot = await openLot(seller)

      const problem = await refusal(say(ben, lot, text))

      expect(problem).toMatchObject({
        status: 422,
        code: 'invalid',
        errors: [{ pointer: '/text' }],
      })
      expect((await anybody.listMessages({ lotId: lot.id })).items).toEqual([])
    },
  )
})

/** Lots of which nobody may talk, or not yet, or no more. */
const silent: Record<string, () => Promise<{ id: Parameters<typeof say>[1]['id'] }>> = {
  'has not opened': async () => {
    const { id: lotId } = await consignLot(seller)
    return seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(900) })
  },
  'has closed': async () => closed(await openLot(seller, { seconds: 1.2 })),
  'was withdrawn': async () => {
    const lot = await openLot(seller)
    await seller.withdrawLot({ lotId: lot.id })
    return lot
  },
}

describe('talking of a lot', () => {
  it.each(Object.keys(silent))('that %s is refused, the seller too', async (which) => {
    const lot = await silent[which]?.()
    if (!lot) throw new Error('No lot')

    const problems = [await refusal(say(ben, lot, 'Now?')), await refusal(say(seller, lot, 'No.'))]

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 409, code: 'lot-not-live' })
    expect((await anybody.listMessages({ lotId: lot.id })).items).toEqual([])
  })

  it('that nobody knows of is nothing there is, but to its seller', async () => {
    const draft = await consignLot(seller)

    expect(await refusal(say(ben, draft, 'Hm?'))).toMatchObject({ code: 'not-found' })
    expect(await refusal(say(seller, draft, 'Hm.'))).toMatchObject({ code: 'lot-not-live' })
  })
})

describe('a message that is sent again with its key', () => {
  it('is answered as the first time, word for word, and said once', async () => {
    const lot = await openLot(seller)
    const message = { key: newKey(), text: 'Once.' }

    const answers = await Promise.all([1, 2, 3, 4].map(() => send(ben, lot.id, message)))
    const last = await send(ben, lot.id, message)

    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect(new Set([...answers, last].map(({ text }) => text)).size).toBe(1)
    expect(last.headers['idempotency-replayed']).toBe('true')
    expect((await anybody.listMessages({ lotId: lot.id })).items).toHaveLength(1)
  })

  it('is refused as the first time, though the lot is live now', async () => {
    const { id: lotId } = await consignLot(seller)
    await seller.scheduleLot({ lotId, opensAt: inSeconds(1.5), closesAt: inSeconds(900) })
    const message = { key: newKey(), text: 'Too early.' }
    const first = await send(ben, lotId, message)
    await until(
      () => anybody.readLot({ lotId }),
      ({ status }) => status === 'live',
    )

    const second = await send(ben, lotId, message)

    expect(first.body).toMatchObject({ status: 409, code: 'lot-not-live' })
    expect(second.text).toBe(first.text)
    expect(second.headers['idempotency-replayed']).toBe('true')
  })

  it('is refused with another text, in another room, and as something else', async () => {
    const [lot, other] = [await openLot(seller), await openLot(seller)]
    const key = newKey()
    await send(ben, lot.id, { key, text: 'One.' })

    const problems = [
      await refusal(ben.postMessage({ lotId: lot.id, text: 'Two.', key })),
      await refusal(ben.postMessage({ lotId: other.id, text: 'One.', key })),
      await refusal(ben.placeBid({ lotId: lot.id, maximum: euros(100), key })),
    ]

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 422, code: 'key-reused' })
    expect((await anybody.listMessages({ lotId: other.id })).items).toEqual([])
  })
})
