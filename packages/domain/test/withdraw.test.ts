import { describe, expect, it } from 'vitest'
import type { Money, Wallet } from '../src/index.ts'
import { aHouseWith, said, told } from './a-house.ts'
import { ada, aLot, wallet } from './a-lot.ts'

async function withdrawing(amount: number, before: Wallet) {
  const { house, kept } = aHouseWith(aLot(), [[ada, before]])
  const key = 'a-key-of-sixteen-characters'
  const outcome = await said(house.withdraw({ owner: ada, amount: amount as Money, key }))
  return { outcome, kept }
}

describe('a withdrawal', () => {
  it('goes to the world, and may take all that is available', async () => {
    const { outcome, kept } = await withdrawing(10_00, wallet(10_00, 5_00))

    expect(told(kept.effects?.transfers)).toEqual(['withdrawal: ada.available -1000, .world 1000'])
    expect(outcome).toMatchObject({
      answer: { answer: { amount: 10_00, wallet: { available: 0, held: 5_00 } } },
    })
  })

  it('of a cent more is refused, says what is missing, and takes nothing of what is held', async () => {
    const { outcome, kept } = await withdrawing(10_01, wallet(10_00, 5_00))

    expect(outcome).toEqual({ refused: 'insufficient-funds', facts: { required: 1 } })
    expect(kept.effects).toBeNull()
    expect(kept.wallets.get(ada.id)).toEqual(wallet(10_00, 5_00))
  })
})
