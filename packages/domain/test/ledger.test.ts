import { describe, expect, it } from 'vitest'
import { money, type Transfer } from '../src/index.ts'
import { afterTransfer, deposit, hold, release, settlement, walletOf } from '../src/ledger.ts'
import { ada, ben, sam, wallet } from './a-lot.ts'

const sum = ({ lines }: Transfer) => lines.reduce((total, { amount }) => total + amount, 0)

const sale = (held: number, hammer: number, premium: number) =>
  settlement({
    winner: ada.id,
    seller: sam.id,
    held: money(held),
    hammer: money(hammer),
    premium: money(premium),
  })

const transfers: Transfer[] = [
  deposit(ada.id, money(100_00)),
  hold(ada.id, money(100_00)),
  release(ada.id, money(100_00)),
  sale(330_00, 155_05, 15_51),
  sale(330_00, 300_00, 30_00),
  sale(1, 1, 0),
]

describe('a transfer of any kind', () => {
  it.each(transfers)('$kind adds up to zero', (transfer) => {
    expect(sum(transfer)).toBe(0)
  })

  it.each(transfers)('$kind has no line of nothing', ({ lines }) => {
    expect(lines.map(({ amount }) => amount)).not.toContain(0)
  })
})

describe('a settlement', () => {
  it('gives the winner what is over', () => {
    expect(sale(330_00, 155_05, 15_51).lines).toContainEqual({
      account: { owner: ada.id, kind: 'available' },
      amount: 159_44,
    })
  })

  it('has no line for the winner where nothing is over', () => {
    const owners = sale(330_00, 300_00, 30_00).lines.map(({ account }) => account)

    expect(owners).not.toContainEqual({ owner: ada.id, kind: 'available' })
  })
})

describe('the wallets after a transfer', () => {
  const before = new Map([
    [ada.id, wallet(200_00)],
    [sam.id, wallet(0)],
  ])

  it('have moved by its lines, and the wallets before have not', () => {
    const held = afterTransfer(before, hold(ada.id, money(110_00)))

    expect(held.get(ada.id)).toEqual(wallet(90_00, 110_00))
    expect(before.get(ada.id)).toEqual(wallet(200_00))
  })

  it('end where they began, after a hold and its release', () => {
    const held = afterTransfer(before, hold(ada.id, money(110_00)))

    expect(afterTransfer(held, release(ada.id, money(110_00)))).toEqual(before)
  })

  it('do not feel what the house’s own accounts pay or get', () => {
    const paid = afterTransfer(before, deposit(ada.id, money(1)))

    expect(paid).toEqual(new Map(before).set(ada.id, wallet(200_01)))
  })
})

describe('a user whom the work forgot to name among its walletsToLock', () => {
  it('has no wallet to decide on: a bug, not a refusal', () => {
    expect(() => walletOf(new Map(), ben.id)).toThrow(/walletsToLock/)
    expect(() => afterTransfer(new Map(), hold(ben.id, money(1)))).toThrow(/walletsToLock/)
  })
})

describe('an amount that is not a whole number of cents', () => {
  it.each([0.1 + 0.2, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    '%d stops the work',
    (minor) => {
      expect(() => money(minor)).toThrow(RangeError)
    },
  )
})
