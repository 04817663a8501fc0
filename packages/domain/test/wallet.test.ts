import { describe, expect, it } from 'vitest'
import { MAXIMUM_AMOUNT, type Money, type Wallet } from '../src/index.ts'
import { houseWith, linesOf, resultOf } from './a-house.ts'
import { ada, aLot, NOW, wallet } from './a-lot.ts'

async function deposit(amount: number, before: Wallet) {
  const { house, state } = houseWith(aLot(), [[ada, before]])
  const key = 'a-key-of-sixteen-characters'
  const result = await resultOf(house.deposit({ owner: ada, amount: amount as Money, key }))
  return { result, state }
}

describe('deposit', () => {
  it('transfers the amount from world to available', async () => {
    const { result, state } = await deposit(25_00, wallet(10_00, 5_00))

    expect(linesOf(state.effects?.transfers)).toEqual(['deposit: .world -2500, ada.available 2500'])
    expect(result).toEqual({
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

  it('accepts a balance of exactly the maximum amount, whatever is held', async () => {
    const { state } = await deposit(1, wallet(MAXIMUM_AMOUNT - 1, 330_00))

    expect(state.wallets.get(ada.id)).toEqual(wallet(MAXIMUM_AMOUNT, 330_00))
  })

  it('returns wallet-full one cent above', async () => {
    const { result, state } = await deposit(2, wallet(MAXIMUM_AMOUNT - 1))

    expect(result).toMatchObject({ error: 'wallet-full' })
    expect(state.wallets.get(ada.id)).toEqual(wallet(MAXIMUM_AMOUNT - 1))
  })
})

async function withdraw(amount: number, before: Wallet) {
  const { house, state } = houseWith(aLot(), [[ada, before]])
  const key = 'a-key-of-sixteen-characters'
  const result = await resultOf(house.withdraw({ owner: ada, amount: amount as Money, key }))
  return { result, state }
}

describe('withdraw', () => {
  it('transfers the amount to world, up to all of available', async () => {
    const { result, state } = await withdraw(10_00, wallet(10_00, 5_00))

    expect(linesOf(state.effects?.transfers)).toEqual([
      'withdrawal: ada.available -1000, .world 1000',
    ])
    expect(result).toMatchObject({
      answer: { answer: { amount: 10_00, wallet: { available: 0, held: 5_00 } } },
    })
  })

  it('returns insufficient-funds with the missing amount and does not use held money', async () => {
    const { result, state } = await withdraw(10_01, wallet(10_00, 5_00))

    expect(result).toEqual({ error: 'insufficient-funds', facts: { required: 1 } })
    expect(state.effects).toBeNull()
    expect(state.wallets.get(ada.id)).toEqual(wallet(10_00, 5_00))
  })
})
