import { describe, expect, it } from 'vitest'
import { createClient } from '../src/client.ts'
import { ask } from './door/door.ts'
import { baseUrl, closingsSecret } from './given.ts'
import { anybody, arrive, closed, euros, house, openLot, refusal } from './house.ts'

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

const operator = createClient(baseUrl, { token: closingsSecret ?? '' })
const untold = closingsSecret === null ? ' (skipped: no secret was given)' : ''

describe('closing what is due', () => {
  it('is for whoever holds the secret, not for people', async () => {
    const anna = await arrive('Anna')
    const stranger = createClient(baseUrl, { token: 'x'.repeat(24) })

    const problems = await Promise.all([
      refusal(anybody.closeDueLots()),
      refusal(anna.closeDueLots()),
      refusal(stranger.closeDueLots()),
    ])

    for (const problem of problems)
      expect(problem).toMatchObject({ status: 401, code: 'no-session' })
  })

  it.skipIf(closingsSecret === null)(`takes no secret from a cookie${untold}`, async () => {
    const answer = await ask('POST', '/api/closings').set(
      'Cookie',
      `gavel_session=${closingsSecret}`,
    )

    expect(answer.status).toBe(401)
  })

  it.skipIf(closingsSecret === null)(`settles a lot once, however often${untold}`, async () => {
    const seller = await arrive('Selma', euros(0))
    const lot = await openLot(seller, { seconds: 1.5 })
    await closed(lot)

    await Promise.all([operator.closeDueLots(), operator.closeDueLots()])

    expect(await operator.closeDueLots()).toEqual({ settled: 0 })
    expect(await anybody.readLot({ lotId: lot.id })).toMatchObject({ status: 'unsold' })
  })
})
