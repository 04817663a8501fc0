import type { LotId } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { allOf, MINUTE, newKey, refusalOf, type TheEvening } from './an-evening.ts'
import { walk } from './walk.ts'

const TEN = Array.from({ length: 10 }, (_, index) => index)
const NOWHERE = '01890a5d-ac96-774b-bcce-b302099a8057' as LotId

/** What people say in the room of a lot. */
export const messages = (the: TheEvening) => {
  const aTalk = async (lot: { opens?: number; closes?: number } = {}) => {
    const [ada, seller] = [await the().aPerson('Ada', 500_00), await the().aPerson('Seller')]
    return { ada, seller, lotId: await the().aLot(seller, lot) }
  }

  const listed = async (lotId: LotId) =>
    (await the().house.listMessages({ lotId, reader: null, limit: 100 })).items

  /** Only what was said, of all that a room was told. */
  const toldIn = async (lotId: LotId) =>
    (await the().logOf(lotId)).filter(({ type }) => type === 'message-posted')

  describe('a message', () => {
    it('is in the list and in the log, at one place and of one moment', async () => {
      const { ada, lotId } = await aTalk()

      const { answer, replayed } = await the().say(lotId, ada, 'Is the case original?')

      const { id, author, text, at, seq } = answer
      expect({ replayed, author, text }).toEqual({
        replayed: false,
        author: ada,
        text: 'Is the case original?',
      })
      expect(await listed(lotId)).toEqual([answer])
      expect(await toldIn(lotId)).toEqual([
        expect.objectContaining({ seq, at, type: 'message-posted', data: { id, author, text } }),
      ])
    })

    it('is kept letter for letter, up to five hundred of any script', async () => {
      const { ada, lotId } = await aTalk()
      const texts = ['𝒜'.repeat(500), '  "quoted"\n\\ \u2028 é e\u0301 地図 ', '<b>&amp;</b>']

      for (const text of texts) await the().say(lotId, ada, text)

      expect((await listed(lotId)).map(({ text }) => text)).toEqual(texts.toReversed())
    })

    it('changes nothing of the lot', async () => {
      const { ada, lotId } = await aTalk()
      const before = await the().read(lotId)

      await the().say(lotId, ada)

      expect(await the().read(lotId)).toEqual(before)
    })
  })

  describe('messages, page by page', () => {
    it.each([
      { limit: 3, sizes: [3, 3, 1] },
      { limit: 7, sizes: [7] },
    ])('of at most $limit are listed newest first', async ({ limit, sizes }) => {
      const { ada, lotId } = await aTalk()
      for (let number = 1; number <= 7; number += 1) await the().say(lotId, ada, `${number}`)

      const all = await walk((cursor) => the().ports.rooms.messages(lotId, { limit, cursor }))

      expect(all.sizes).toEqual(sizes)
      expect(all.items.map(({ text }) => text)).toEqual(['7', '6', '5', '4', '3', '2', '1'])
    })

    it('take no cursor of another list', async () => {
      const [{ ada, lotId }, other] = [await aTalk(), await aTalk()]
      for (const maximum of [100_00, 200_00]) await the().bid(lotId, ada, maximum)
      for (const text of ['One', 'Two']) await the().say(lotId, ada, text)
      const page = (at: LotId, cursor?: string) =>
        the().ports.rooms.messages(at, { limit: 1, cursor })
      const { next: ofBids } = await the().ports.bids.list(lotId, { limit: 1 })
      const { next } = await page(lotId)

      const cursors = [
        [other.lotId, next],
        [lotId, ofBids],
        [lotId, ''],
        [lotId, 'made up'],
      ] as const
      const refused = await Promise.all(
        cursors.map(([at, cursor]) => refusalOf(page(at, cursor ?? ''))),
      )

      expect(refused.map(({ code }) => code)).toEqual(Array(4).fill('malformed-request'))
    })
  })

  describe('a message on a lot that is not live', () => {
    it('is refused for good: its key says so again, and another one does not', async () => {
      const { ada, lotId } = await aTalk({ opens: MINUTE })
      const key = newKey()
      const first = await refusalOf(the().say(lotId, ada, 'Early', key))
      the().later(MINUTE)

      const again = await refusalOf(the().say(lotId, ada, 'Early', key))
      const { answer } = await the().say(lotId, ada, 'In time')

      expect(first).toMatchObject({ code: 'lot-not-live', replayed: false })
      expect(again).toMatchObject({ code: 'lot-not-live', replayed: true })
      expect(await listed(lotId)).toEqual([answer])
    })

    it('is said with the same key once there is such a lot', async () => {
      const { ada, seller } = await aTalk()
      const draft = await the().aDraft(seller)
      const key = newKey()
      const first = await refusalOf(the().say(draft, ada, 'Hello', key))
      await the().schedule(draft, seller)

      const { replayed } = await the().say(draft, ada, 'Hello', key)

      expect(first).toMatchObject({ code: 'not-found', replayed: false })
      expect(replayed).toBe(false)
    })

    it('finds no lot where there is none', async () => {
      const { ada } = await aTalk()

      expect(await refusalOf(the().say(NOWHERE, ada))).toMatchObject({ code: 'not-found' })
    })
  })

  describe('the key of a message', () => {
    it('ten times at the same moment, says it once', async () => {
      const { ada, lotId } = await aTalk()
      const key = newKey()

      const { answers } = await allOf(TEN.map(() => the().say(lotId, ada, 'Once', key)))

      expect(answers.filter(({ replayed }) => replayed)).toHaveLength(9)
      expect(new Set(answers.map(({ answer }) => JSON.stringify(answer))).size).toBe(1)
      expect(await listed(lotId)).toHaveLength(1)
      expect(await toldIn(lotId)).toHaveLength(1)
    })

    it('is the first one’s, in ten rooms at the same moment', async () => {
      const { ada, seller } = await aTalk()
      const lots = await Promise.all(TEN.map(() => the().aLot(seller)))
      const key = newKey()

      const { answers, refusals } = await allOf(lots.map((id) => the().say(id, ada, 'Hi', key)))

      const said = await Promise.all(lots.map(listed))
      expect(answers.map(({ replayed }) => replayed)).toEqual([false])
      expect(refusals.map(({ code }) => code)).toEqual(Array(9).fill('key-reused'))
      expect(said.flat()).toEqual([answers[0]?.answer])
    })

    it('stands for other words, or for a bid, no more than for one request', async () => {
      const { ada, lotId } = await aTalk()
      const key = newKey()

      const { answers, refusals } = await allOf<unknown>([
        the().say(lotId, ada, 'One', key),
        the().say(lotId, ada, 'Two', key),
        the().bid(lotId, ada, 100_00, key),
        the().deposit(ada, 1, key),
      ])

      expect(answers).toHaveLength(1)
      expect(refusals.map(({ code }) => code)).toEqual(Array(3).fill('key-reused'))
    })
  })
}
