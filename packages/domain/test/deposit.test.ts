import { describe, expect, it } from 'vitest'
import { MAXIMUM_AMOUNT, type Money, type Wallet } from '../src/index.ts'
import { aHouseWith, said, told } from './a-house.ts'
import { ada, aLot, NOW, wallet } from './a-lot.ts'

async function depositing(amount: number, before: Wallet) {
  const { house, kept } = aHouseWith(aLot(), [[ada, before]])
  const key = 'a-key-of-sixteen-characters'
  const outcome = await said(house.deposit({ owner: ada, amount: amount as Money, key }))
  return { outcome, kept }
}

describe('a deposit', () => {
  it('comes from the world and can be spent', async () => {
    const { outcome, kept } = await depositing(25_00, wallet(10_00, 5_00))

    expect(told(kept.effects?.transfers)).toEqual(['deposit: .world -2500, ada.available 2500'])
    expect(outcome).toEqual({
      answer: {
        answer: {
          id: 'transfer',
          amount: 25_00,
          at: NOW.toISOString(),
          wallet: { currency: 'EUR', available: 35_00, held: 5_00 },
        },
        replayed: false,
      },
    })
  })

  it('may fill what is available to the maximum amount, whatever is held', async () => {
    const { kept } = await depositing(1, wallet(MAXIMUM_AMOUNT - 1, 330_00))

    expect(kept.wallets.get(ada.id)).toEqual(wallet(MAXIMUM_AMOUNT, 330_00))
  })

  it('is refused a cent above it', async () => {
    const { outcome, kept } = await depositing(2, wallet(MAXIMUM_AMOUNT - 1))

    expect(outcome).toMatchObject({ refused: 'wallet-full' })
    expect(kept.wallets.get(ada.id)).toEqual(wallet(MAXIMUM_AMOUNT - 1))
  })
})
