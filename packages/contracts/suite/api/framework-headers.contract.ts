import { beforeAll, describe, expect, it } from 'vitest'
import { newUser, openLot } from '../fixtures.ts'
import { send } from '../requests.ts'

let lotId: string

beforeAll(async () => {
  ;({ id: lotId } = await openLot(await newUser('Selma')))
})

describe('a header with a meaning in some framework', () => {
  it.each([
    ['Next-Action', 'a'.repeat(42)],
    ['X-Nextjs-Data', '1'],
    ['X-Middleware-Subrequest', 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy'],
    ['X-Middleware-Rewrite', '/api/health/live'],
    ['X-Matched-Path', '/api/health/live'],
    ['X-Invoke-Path', '/api/health/live'],
    ['X-HTTP-Method-Override', 'DELETE'],
  ])('does not change the response: %s: %s', async (name, value) => {
    const usual = await send('GET', `/api/lots/${lotId}`)

    const answer = await send('GET', `/api/lots/${lotId}`).set(name, value)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(usual.body)
  })
})
