import { negative } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { newUser, euros, newKey, openLot, placeBid, problemOf } from '../fixtures.ts'

describe('withdraw', () => {
  it('reduces the available balance', async () => {
    const anna = await newUser('Anna', euros(100))

    const { amount, wallet } = await anna.withdraw({ amount: euros(30), key: newKey() })

    expect(amount).toBe(euros(30))
    expect(wallet).toEqual({ currency: 'EUR', available: euros(70), held: 0 })
    expect(await anna.readWallet()).toEqual(wallet)
  })

  it('rejects more than is available with 409 insufficient-funds and the missing amount', async () => {
    const anna = await newUser('Anna', euros(100))

    const problem = await problemOf(anna.withdraw({ amount: euros(101), key: newKey() }))

    expect(problem).toMatchObject({ status: 409, code: 'insufficient-funds', required: euros(1) })
  })

  it('does not use the funds held for a leading bid', async () => {
    const [seller, anna] = await Promise.all([newUser('Selma'), newUser('Anna', euros(120))])
    await placeBid(anna, await openLot(seller), euros(100))

    const problem = await problemOf(anna.withdraw({ amount: euros(11), key: newKey() }))

    expect(problem).toMatchObject({ code: 'insufficient-funds', required: euros(1) })
  })

  it('pays out no more than is available in ten concurrent requests', async () => {
    const anna = await newUser('Anna', euros(50))

    const asked = Array.from({ length: 10 }, () =>
      anna.withdraw({ amount: euros(10), key: newKey() }),
    )
    const answers = await Promise.allSettled(asked)

    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
    expect((await anna.readWallet()).available).toBe(0)
  })

  it('executes once for a repeated Idempotency-Key', async () => {
    const anna = await newUser('Anna', euros(50))
    const withdrawal = { amount: euros(10), key: newKey() }
    const first = await anna.withdraw(withdrawal)

    const second = await anna.withdraw(withdrawal)

    expect(second).toEqual(first)
    expect((await anna.readWallet()).available).toBe(euros(40))
  })
})

describe('listEntries', () => {
  it('returns every entry, newest first, with amounts that add up to the wallet', async () => {
    const [seller, rival, anna] = await Promise.all([
      newUser('Selma'),
      newUser('Ben'),
      newUser('Anna', euros(500)),
    ])
    const lot = await openLot(seller)
    await placeBid(anna, lot, euros(100))
    await placeBid(rival, lot, euros(200))
    await anna.withdraw({ amount: euros(50), key: newKey() })

    const { items, next } = await anna.listEntries()

    const lines = items.map(({ kind, account, amount }) => [kind, account, amount])
    expect(lines).toEqual([
      ['withdrawal', 'available', negative(euros(50))],
      ['release', 'available', euros(110)],
      ['release', 'held', negative(euros(110))],
      ['hold', 'held', euros(110)],
      ['hold', 'available', negative(euros(110))],
      ['deposit', 'available', euros(500)],
    ])
    expect(items.map(({ lotId }) => lotId)).toEqual([
      undefined,
      ...Array(4).fill(lot.id),
      undefined,
    ])
    expect(next).toBeNull()
  })

  it('returns every entry once across pages', async () => {
    const anna = await newUser('Anna', euros(1))
    for (const amount of [2, 3, 4]) await anna.deposit({ amount: euros(amount), key: newKey() })

    const first = await anna.listEntries({ limit: 3 })
    const second = await anna.listEntries({ limit: 3, cursor: first.next ?? '' })

    const amounts = [...first.items, ...second.items].map(({ amount }) => amount)
    expect(amounts).toEqual([4, 3, 2, 1].map(euros))
    expect(second.next).toBeNull()
  })

  it('rejects the cursor of another user with 400 malformed-request', async () => {
    const [anna, ben] = await Promise.all([newUser('Anna'), newUser('Ben')])
    await anna.deposit({ amount: euros(1), key: newKey() })
    const { next } = await anna.listEntries({ limit: 1 })

    const problem = await problemOf(ben.listEntries({ limit: 1, cursor: next ?? '' }))

    expect(problem).toMatchObject({ status: 400, code: 'malformed-request' })
  })
})
