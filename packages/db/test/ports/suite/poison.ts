import {
  type Effects,
  hold,
  type LotState,
  type LotWork,
  money,
  release,
  type Transfer,
  type UserId,
} from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { newKey, type TheEvening } from './an-evening.ts'

const NOTHING: Effects = { transfers: [], events: [] }

const works = (differently: Partial<LotWork<null, Effects, unknown>>) => ({
  walletsToLock: () => [],
  decide: (state: LotState) => ({ next: state, outcome: NOTHING }),
  reply: () => null,
  ...differently,
})

const throws = (): never => {
  throw new Error('poison')
}

/** Moves cents from somebody to the house, as no use case does. */
const pays = (owner: UserId, paid: number, got = paid): Transfer => ({
  kind: 'withdrawal',
  lines: [
    { account: { owner, kind: 'available' }, amount: money(0 - paid) },
    { account: { owner: null, kind: 'fees' }, amount: money(got) },
  ],
})

/** Changes the lot, as every work does that changes anything. */
const retitled = (state: LotState, raised = 1): LotState => {
  const version = state.lot.version + raised
  return { ...state, lot: { ...state.lot, title: 'Clock', version } }
}

/** Work that is not as it must be. */
export const poison = (the: TheEvening) => {
  describe('work that throws beside good bids', () => {
    it.each([
      { name: 'as it decides', work: works({ decide: throws }) },
      { name: 'as it replies', work: works({ reply: throws }) },
    ])('$name costs only itself', async ({ work }) => {
      const bidders = await the().people(12, 10_000_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))

      const outcomes = await Promise.allSettled(
        bidders.flatMap((bidder, index) => [
          the().bid(lotId, bidder, 100_00 * 2 ** (index % 6) + index),
          ...(index % 4 === 1 ? [the().ports.lots.onLot(lotId, work, null)] : []),
        ]),
      )

      const failed = outcomes.filter((outcome) => outcome.status === 'rejected')
      const poisoned = failed.filter(({ reason }) => (reason as Error).message === 'poison')
      const refused = failed.filter(({ reason }) => (reason as Error).message === 'bid-too-low')
      expect(poisoned).toHaveLength(3)
      expect(failed).toHaveLength(poisoned.length + refused.length)
      expect(await the().bidsOn(lotId)).toHaveLength(12 - refused.length)
    })

    it('on a wallet costs only itself', async () => {
      const owner = await the().aPerson('Owner', 1_00)
      const key = { user: owner.id, key: 'a-key-that-is-poisoned', fingerprint: '0'.repeat(64) }
      const work = { decide: throws, reply: throws }

      await expect(the().ports.wallets.onWallet(owner.id, work, null, key)).rejects.toThrow(
        'poison',
      )

      await the().deposit(owner, 1_00)
      expect(await the().walletOf(owner)).toEqual({ available: 2_00, held: 0 })
    })
  })

  describe('work that throws once its transfers are looked at', () => {
    it('moves no money: it frees what this lot never held', async () => {
      const [ada, seller] = [await the().aPerson('Ada', 500_00), await the().aPerson('Seller')]
      const [led, other] = [await the().aLot(seller), await the().aLot(seller)]
      await the().bid(led, ada, 100_00)
      const before = await the().walletOf(ada)
      const work = works({
        walletsToLock: () => [ada.id],
        decide: (state) => ({
          next: state,
          outcome: { transfers: [release(ada.id, money(110_00))], events: [] },
        }),
      })

      await expect(the().ports.lots.onLot(other, work, null)).rejects.toThrow(/hold/)

      expect(await the().walletOf(ada)).toEqual(before)
    })
  })

  const data = { opensAt: '2026-03-01T18:00:00.000Z', closesAt: '2026-03-01T19:00:00.000Z' }
  const events = [{ type: 'lot-scheduled' as const, data }]

  describe('work whose effects cannot be', () => {
    type Work = ReturnType<typeof works>

    /** What is left of work in a house, where it is done: its lot, Ada's money, the log, the key. */
    const done = async (workOf: (ada: UserId) => Work) => {
      const ada = await the().aPerson('Ada', 500_00)
      const lotId = await the().aLot(await the().aPerson('Seller'))
      const key = { user: ada.id, key: newKey(), fingerprint: '0'.repeat(64) }
      const { onLot } = the().ports.lots
      const before = { lot: await the().ports.lots.find(lotId), wallet: await the().walletOf(ada) }

      const asked = onLot(lotId, workOf(ada.id), null, key)
      const failed = await asked.then(
        () => false,
        () => true,
      )

      const after = { lot: await the().ports.lots.find(lotId), wallet: await the().walletOf(ada) }
      const next = works({ reply: (_, { seq }) => seq })
      const { answer: seq, replayed } = await onLot(lotId, next, null, key)
      return { failed, before, after, seq, replayed }
    }

    const worksWith =
      (
        transfers: (ada: UserId) => Transfer[],
        { walletsToLock = ['ada', 'fees'], raised = 1 } = {},
      ) =>
      (ada: UserId): Work =>
        works({
          walletsToLock: () => walletsToLock.map((party) => (party === 'ada' ? ada : 'fees')),
          decide: (state) => ({
            next: retitled(state, raised),
            outcome: { transfers: transfers(ada), events },
          }),
        })

    it.each([
      { name: 'its transfer does not add up', work: worksWith((ada) => [pays(ada, 5, 4)]) },
      { name: 'its transfer moves nothing', work: worksWith((ada) => [pays(ada, 0)]) },
      { name: 'it takes more than there is', work: worksWith((ada) => [pays(ada, 500_01)]) },
      {
        name: 'it takes of whom it has not named',
        work: worksWith((ada) => [pays(ada, 5)], { walletsToLock: ['fees'] }),
      },
      {
        name: 'it gives to the house, which it has not named',
        work: worksWith((ada) => [pays(ada, 5)], { walletsToLock: ['ada'] }),
      },
      {
        name: 'it holds twice for one lot',
        work: worksWith((ada) => [hold(ada, money(5)), hold(ada, money(5))]),
      },
      { name: 'its lot changes and keeps its version', work: worksWith(() => [], { raised: 0 }) },
      {
        name: 'only its second transfer cannot be',
        work: worksWith((ada) => [pays(ada, 300_00), pays(ada, 300_00)]),
      },
    ])('leaves nothing behind: $name', async ({ work }) => {
      const { failed, before, after, seq, replayed } = await done(work)

      expect(failed).toBe(true)
      expect(after).toEqual(before)
      expect({ seq, replayed }).toEqual({ seq: 2, replayed: false })
    })

    it('is done where they can be, all of it', async () => {
      const { failed, after, seq, replayed } = await done(
        worksWith((ada) => [hold(ada, money(5)), release(ada, money(5))]),
      )

      expect(failed).toBe(false)
      expect(after).toMatchObject({ lot: { title: 'Clock', version: 3 } })
      expect(after.wallet).toEqual({ available: 500_00, held: 0 })
      expect({ seq, replayed }).toEqual({ seq: null, replayed: true })
    })
  })

  describe('work that only tells the room something', () => {
    it('is written: what comes next has the next seq', async () => {
      const lotId = await the().aLot(await the().aPerson('Seller'))
      const work = works({
        decide: (state) => ({ next: state, outcome: { transfers: [], events } }),
        reply: (_, { seq }) => seq,
      })

      const first = await the().ports.lots.onLot(lotId, work, null)
      const second = await the().ports.lots.onLot(lotId, work, null)

      expect(second.answer).toBe(Number(first.answer) + 1)
    })
  })

  describe('work on a lot that is not there', () => {
    it('is not done', async () => {
      const lotId = '01890a5d-ac96-774b-bcce-b302099a8057' as never

      await expect(the().ports.lots.onLot(lotId, works({}), null)).rejects.toMatchObject({
        code: 'not-found',
      })
    })
  })
}
