import { describe, expect, it } from 'vitest'
import { createClient } from '../src/client.ts'
import { baseUrl, closingsSecret } from './given.ts'
import { anybody, arrive, house, refusal } from './house.ts'

describe('the house', () => {
  it('tells its rules to anybody', () => {
    expect(house).toMatchObject({ currency: 'EUR', buyersPremiumPercent: 10, maximumAmount: 1e12 })
    expect(house.increments).toEqual([
      { from: 0, step: 100 },
      { from: 5_000, step: 500 },
      { from: 20_000, step: 1_000 },
      { from: 100_000, step: 5_000 },
      { from: 500_000, step: 10_000 },
      { from: 2_000_000, step: 50_000 },
    ])
  })

  it('lives, and is ready', async () => {
    const answers = await Promise.all([anybody.liveness(), anybody.readiness()])

    expect(answers).toEqual([{ status: 'ok' }, { status: 'ok' }])
  })
})

describe('closing what is due', () => {
  it('is for whoever holds the secret, not for people', async () => {
    const anna = await arrive('Anna')

    const problems = await Promise.all([
      refusal(anybody.closeDueLots()),
      refusal(anna.closeDueLots()),
    ])

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 401, code: 'no-session' })
  })

  it.skipIf(closingsSecret === null)(
    `answers how many lots were settled${closingsSecret === null ? ' (skipped: no secret was given)' : ''}`,
    async () => {
      const keeper = createClient(baseUrl, { token: closingsSecret ?? '' })

      const { settled } = await keeper.closeDueLots()

      expect(settled).toBeGreaterThanOrEqual(0)
    },
  )
})
