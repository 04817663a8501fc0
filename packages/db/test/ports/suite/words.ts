import { randomUUID } from 'node:crypto'
import type { LotId, LotPage } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { MINUTE, type TheEvening } from './an-evening.ts'
import { walk } from './walk.ts'

/** Lots that are looked for, by words and by their seller. */
export const words = (the: TheEvening) => {
  const found = async (page: Partial<LotPage>, limit = 2) => {
    const now = await the().ports.clock.now()
    const { items } = await walk((cursor) => the().ports.lots.list({ ...page, now, limit, cursor }))
    return items.map(({ id }) => id)
  }

  /** A word that stands in no other test's lots. */
  const aWord = () => randomUUID()

  describe('lots that are looked for by their words', () => {
    it('are found by title or description, in any case, newest first', async () => {
      const seller = await the().aPerson('Seller')
      const word = aWord()
      const a = await the().aLot(seller, { title: `A ${word} of brass` })
      const b = await the().aLot(seller, { description: `As new.\n${word.toUpperCase()}!` })
      await the().aLot(seller)
      const c = await the().aLot(seller, { title: word, description: word })

      expect(await found({ q: word })).toEqual([c, b, a])
      expect(await found({ q: word.toUpperCase().slice(2, -2) })).toEqual([c, b, a])
    })

    it.each(['%', '_', '\\', "'", '"'])('are found by %s as it is', async (sign) => {
      const seller = await the().aPerson('Seller')
      const word = aWord()
      const lotId = await the().aLot(seller, { title: `50${sign}${word}` })
      await the().aLot(seller, { title: `50-${word}` })
      await the().aLot(seller, { title: `50${word}` })

      expect(await found({ q: `0${sign}${word}` })).toEqual([lotId])
    })

    it('are not found across title and description, nor as drafts', async () => {
      const seller = await the().aPerson('Seller')
      const word = aWord()
      await the().aLot(seller, { title: word, description: 'Runs.' })
      await the().aDraft(seller, { title: `${word}\nRuns.` })

      expect(await found({ q: `${word} Runs.` })).toEqual([])
      expect(await found({ q: `${word}Runs.` })).toEqual([])
      expect(await found({ q: `${word}\nRuns.` })).toEqual([])
    })
  })

  describe('lots of one seller', () => {
    it('are found alone, though others sell the like', async () => {
      const [sam, tom] = [await the().aPerson('Sam'), await the().aPerson('Tom')]
      const word = aWord()
      const lots: LotId[] = []
      for (const seller of [sam, tom, sam, tom, sam])
        lots.push(await the().aLot(seller, { title: word }))
      const [a, b, c, d, e] = lots

      expect(await found({ seller: sam.id })).toEqual([e, c, a])
      expect(await found({ seller: tom.id, q: word })).toEqual([d, b])
      expect(await found({ seller: tom.id, q: aWord() })).toEqual([])
    })

    it('are found by status, each list in its own order', async () => {
      const [sam, tom] = [await the().aPerson('Sam'), await the().aPerson('Tom')]
      const q = aWord()
      const aLot = (opens: number, closes: number, seller = sam) =>
        the().aLot(seller, { title: q, opens: opens * MINUTE, closes: closes * MINUTE })
      const live = [await aLot(-1, 30), await aLot(-1, 10), await aLot(-1, 20)]
      const scheduled = [await aLot(6, 40), await aLot(4, 50), await aLot(5, 60)]
      const withdrawn = [await aLot(-1, 30), await aLot(4, 30)]
      for (const lotId of withdrawn) await the().house.withdrawLot({ lotId, caller: sam })
      const unsold = [await aLot(-1, 1), await aLot(-1, 2)]
      await aLot(-1, 30, tom)
      the().later(3 * MINUTE)
      const mine = (status: LotPage['status']) => found({ status, q, seller: sam.id })

      expect(await mine('live')).toEqual([live[1], live[2], live[0]])
      expect(await mine('scheduled')).toEqual([scheduled[1], scheduled[2], scheduled[0]])
      expect(await mine('withdrawn')).toEqual(withdrawn.toReversed())
      expect(await mine('unsold')).toEqual(unsold.toReversed())
      expect(await mine('sold')).toEqual([])
      expect(await mine(undefined)).toEqual(
        [...live, ...scheduled, ...withdrawn, ...unsold].toReversed(),
      )
    })

    it('that were withdrawn as drafts are in no list', async () => {
      const sam = await the().aPerson('Sam')
      const lotId = await the().aDraft(sam)

      await the().house.withdrawLot({ lotId, caller: sam })

      expect(await found({ seller: sam.id })).toEqual([])
      expect(await found({ seller: sam.id, status: 'withdrawn' })).toEqual([])
    })
  })
}
