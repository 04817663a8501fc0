import { beforeAll, describe, expect, it } from 'vitest'
import { newUser, type TestUser } from '../fixtures.ts'
import { UNKNOWN_ID } from '../operations.ts'
import { bearer, send } from '../requests.ts'

let anna: TestUser

beforeAll(async () => {
  anna = await newUser('Anna')
})

describe('an unknown path under /api', () => {
  it.each(['/api/nothing', '/api/nothing/more', `/api/lots/${UNKNOWN_ID}/nothing`])(
    'returns a 404 problem to GET: %s',
    async (path) => {
      const answer = await send('GET', path)

      expect(answer.status).toBe(404)
      expect(answer.type).toBe('application/problem+json')
      expect(answer.body).toMatchObject({ code: 'not-found' })
    },
  )

  it('is the wallet of another user', async () => {
    const ben = await newUser('Ben')

    const answer = await send('GET', `/api/users/${ben.id}/wallet`).set(bearer(anna.token))

    expect(answer.status).toBe(404)
  })
})

describe('the query of listLots', () => {
  it.each([
    'limit=abc',
    'limit=0',
    'limit=101',
    'page=2',
    'status=draft',
    'seller=me',
    'cursor=made-up',
  ])('is rejected with 400 malformed-request: %s', async (query) => {
    const answer = await send('GET', `/api/lots?${query}`)

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })
})
