import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { send } from '../requests.ts'
import { baseUrl, closingsSecret } from '../given.ts'
import { anonymous, newUser, untilClosed, euros, openLot, problemOf, rules } from '../fixtures.ts'

describe('readHouse and health', () => {
  it('returns the auction rules without a session', () => {
    expect(rules).toMatchObject({ currency: 'EUR', buyersPremiumPercent: 10, maximumAmount: 1e12 })
    expect(rules.increments).toEqual([
      { from: 0, step: 100 },
      { from: 5_000, step: 500 },
      { from: 20_000, step: 1_000 },
      { from: 100_000, step: 5_000 },
      { from: 500_000, step: 10_000 },
      { from: 2_000_000, step: 50_000 },
    ])
  })

  it('returns ok for liveness and readiness', async () => {
    const answers = await Promise.all([anonymous.liveness(), anonymous.readiness()])

    expect(answers).toEqual([{ status: 'ok' }, { status: 'ok' }])
  })
})

const operator = createClient(baseUrl, { token: closingsSecret ?? '' })
const skipReason = closingsSecret === null ? ' (skipped: CLOSINGS_SECRET is not given)' : ''

describe('closeDueLots', () => {
  it('rejects users and unknown secrets with 401 no-session', async () => {
    const anna = await newUser('Anna')
    const stranger = createClient(baseUrl, { token: 'x'.repeat(24) })

    const problems = await Promise.all([
      problemOf(anonymous.closeDueLots()),
      problemOf(anna.closeDueLots()),
      problemOf(stranger.closeDueLots()),
    ])

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 401, code: 'no-session' })
  })

  it.skipIf(closingsSecret === null)(
    `does not accept the secret in a cookie${skipReason}`,
    async () => {
      const answer = await send('POST', '/api/closings').set(
        'Cookie',
        `gavel_session=${closingsSecret}`,
      )

      expect(answer.status).toBe(401)
    },
  )

  it.skipIf(closingsSecret === null)(
    `settles a lot once, however often it is called${skipReason}`,
    async () => {
      const seller = await newUser('Selma', euros(0))
      const lot = await openLot(seller, { seconds: 1.5 })
      await untilClosed(lot)

      await Promise.all([operator.closeDueLots(), operator.closeDueLots()])

      expect(await operator.closeDueLots()).toEqual({ settled: 0 })
      expect(await anonymous.readLot({ lotId: lot.id })).toMatchObject({ status: 'unsold' })
    },
  )
})
