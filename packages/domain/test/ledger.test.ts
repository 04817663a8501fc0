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

describe('a transfer', () => {
  it.each(transfers)('of kind $kind adds up to zero', (transfer) => {
    expect(sum(transfer)).toBe(0)
  })

  it.each(transfers)('of kind $kind has no line of zero', ({ lines }) => {
    expect(lines.map(({ amount }) => amount)).not.toContain(0)
  })
})

describe('settlement', () => {
  it('returns the rest of the hold to the winner', () => {
    expect(sale(330_00, 155_05, 15_51).lines).toContainEqual({
      account: { owner: ada.id, kind: 'available' },
      amount: 159_44,
    })
  })

  it('has no line for the winner when nothing is left', () => {
    const owners = sale(330_00, 300_00, 30_00).lines.map(({ account }) => account)

    expect(owners).not.toContainEqual({ owner: ada.id, kind: 'available' })
  })
})

describe('afterTransfer', () => {
  const before = new Map([
    [ada.id, wallet(200_00)],
    [sam.id, wallet(0)],
  ])

  it('applies the lines without changing the input', () => {
    const held = afterTransfer(before, hold(ada.id, money(110_00)))

    expect(held.get(ada.id)).toEqual(wallet(90_00, 110_00))
    expect(before.get(ada.id)).toEqual(wallet(200_00))
  })

  it('returns to the start after a hold and its release', () => {
    const held = afterTransfer(before, hold(ada.id, money(110_00)))

    expect(afterTransfer(held, release(ada.id, money(110_00)))).toEqual(before)
  })

  it('ignores lines of the house’s accounts', () => {
    const paid = afterTransfer(before, deposit(ada.id, money(1)))

    expect(paid).toEqual(new Map(before).set(ada.id, wallet(200_01)))
  })
})

describe('walletOf and afterTransfer for a wallet that is not locked', () => {
  it('throw an Error', () => {
    expect(() => walletOf(new Map(), ben.id)).toThrow(/walletsToLock/)
    expect(() => afterTransfer(new Map(), hold(ben.id, money(1)))).toThrow(/walletsToLock/)
  })
})

describe('money', () => {
  it.each([0.1 + 0.2, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'throws a RangeError for %d',
    (minor) => {
      expect(() => money(minor)).toThrow(RangeError)
    },
  )
})
