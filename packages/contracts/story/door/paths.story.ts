import { beforeAll, describe, expect, it } from 'vitest'
import { arrive, euros, newKey, openLot, type Person } from '../house.ts'
import { ask, NOBODYS_ID, paths } from './door.ts'

// What two frameworks answer differently to the same bytes, and the answer that both must give.

let anna: Person

beforeAll(async () => {
  anna = await arrive('Anna')
})

describe('a path', () => {
  it.each([
    '/api/lots/1',
    '/api/lots/not-an-id/bids',
    '/api/nothing',
    '/api',
    `/api/lots/${NOBODYS_ID}/x`,
  ])('that leads nowhere is 404, whoever asks and however: %s', async (path) => {
    for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS'] as const) {
      const answer = await ask(method, path)

      expect(answer.status, method).toBe(404)
      expect(answer.body, method).toMatchObject({ code: 'not-found' })
    }
  })

  it('of a thing that is not there is 404', async () => {
    const answer = await ask('GET', `/api/lots/${NOBODYS_ID}`)

    expect(answer.status).toBe(404)
    expect(answer.type).toBe('application/problem+json')
  })

  it('to the wallet of somebody else there is none', async () => {
    const ben = await arrive('Ben')

    const answer = await ask('GET', `/api/users/${ben.id}/wallet`).set(
      'Authorization',
      `Bearer ${anna.token}`,
    )

    expect(answer.status).toBe(404)
  })
})

describe.each(paths)('the path $path', ({ path, methods }) => {
  const head = methods.includes('GET') ? ['HEAD'] : []
  const allow = [...methods, ...head, 'OPTIONS'].sort().join(', ')

  it(`answers OPTIONS: ${allow}`, async () => {
    const answer = await ask('OPTIONS', path)

    expect(answer.status).toBe(204)
    expect(answer.headers.allow).toBe(allow)
  })

  it('answers every other method 405', async () => {
    const others = (['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const).filter(
      (method) => !methods.includes(method),
    )

    for (const method of others) {
      const answer = await ask(method, path)

      expect(answer.status, method).toBe(405)
      expect(answer.headers.allow, method).toBe(allow)
      expect(answer.type, method).toBe('application/problem+json')
      expect(answer.body, method).toMatchObject({ code: 'method-not-allowed' })
    }
  })
})

describe('a query', () => {
  it.each([
    'limit=abc',
    'limit=0',
    'limit=101',
    'limit=1&limit=2',
    'limit=1?x=2',
    'limit[]=1',
    'page=2',
    'status=draft',
    'cursor=made-up',
  ])('is refused: %s', async (query) => {
    const answer = await ask('GET', `/api/lots?${query}`)

    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'malformed-request' })
  })

  it('is refused where the operation has none', async () => {
    const answer = await ask('GET', '/api/house?verbose=true')

    expect(answer.status).toBe(400)
  })
})

describe('an answer without an ETag', () => {
  it('is sent, whatever If-None-Match says', async () => {
    const answer = await ask('GET', '/api/house').set('If-None-Match', '*')

    expect(answer.status).toBe(200)
    expect(answer.headers.etag).toBeUndefined()
  })
})

describe('a lot that has not changed', () => {
  const read = (lotId: string) => ask('GET', `/api/lots/${lotId}`)

  it('is not sent again, also where the client says no-cache beside it', async () => {
    const lot = await openLot(anna)
    const first = await read(lot.id)
    const etag = first.headers.etag ?? ''

    const again = await read(lot.id)
      .set('If-None-Match', `"other", W/${etag}`)
      .set('Cache-Control', 'no-cache')

    expect(etag).toBe(`"${lot.version}-live"`)
    expect(again.status).toBe(304)
    expect(again.headers.etag).toBe(etag)
    expect(again.text).toBe('')
  })

  it('is sent again where the client has another', async () => {
    const lot = await openLot(anna)

    const answer = await read(lot.id).set('If-None-Match', '"1-draft"')

    expect(answer.status).toBe(200)
  })

  it('answers HEAD as GET, without the body', async () => {
    const lot = await openLot(anna)
    const get = await read(lot.id)

    const head = await ask('HEAD', `/api/lots/${lot.id}`)

    expect(head.status).toBe(200)
    expect(head.headers.etag).toBe(get.headers.etag)
    expect(head.text ?? '').toBe('')
  })
})

describe('two faults at once get the answer of the first', () => {
  const lots = `/api/lots/${NOBODYS_ID}/bids`
  const bearer = () => `Bearer ${anna.token}`

  it.each([
    {
      first: 'path',
      second: 'size',
      status: 404,
      code: 'not-found',
      ask: () => ask('POST', '/api/nothing').send({ x: 'x'.repeat(70_000) }),
    },
    {
      first: 'method',
      second: 'session',
      status: 405,
      code: 'method-not-allowed',
      ask: () => ask('PUT', '/api/me'),
    },
    {
      first: 'session',
      second: 'media type',
      status: 401,
      code: 'no-session',
      ask: () => ask('POST', lots).type('text/plain').send('x'),
    },
    {
      first: 'query',
      second: 'session',
      status: 400,
      code: 'malformed-request',
      ask: () => ask('GET', '/api/me/wallet?x=1'),
    },
    {
      first: 'cross-site',
      second: 'media type',
      status: 403,
      code: 'cross-site',
      ask: () =>
        ask('POST', lots)
          .set('Cookie', `gavel_session=${anna.token}`)
          .set('Origin', 'https://elsewhere.test')
          .type('text/plain')
          .send('x'),
    },
    {
      first: 'media type',
      second: 'key',
      status: 415,
      code: 'wrong-media-type',
      ask: () => ask('POST', lots).set('Authorization', bearer()).type('text/plain').send('x'),
    },
    {
      first: 'key',
      second: 'JSON',
      status: 400,
      code: 'key-missing',
      ask: () => ask('POST', lots).set('Authorization', bearer()).type('json').send('{'),
    },
    {
      first: 'schema',
      second: 'thing',
      status: 422,
      code: 'invalid',
      ask: () =>
        ask('POST', lots)
          .set('Authorization', bearer())
          .set('Idempotency-Key', newKey())
          .send({ maximum: 0 }),
    },
    {
      first: 'thing',
      second: 'state',
      status: 404,
      code: 'not-found',
      ask: () =>
        ask('POST', lots)
          .set('Authorization', bearer())
          .set('Idempotency-Key', newKey())
          .send({ maximum: euros(1) }),
    },
  ])('$first before $second', async ({ ask: send, status, code }) => {
    const answer = await send()

    expect(answer.status).toBe(status)
    expect(answer.body.code).toBe(code)
  })
})
