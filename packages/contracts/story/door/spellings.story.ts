import { beforeAll, describe, expect, it } from 'vitest'
import { baseUrl } from '../given.ts'
import { OF_REQUESTS, type OfRequest, told } from '../exceptions.ts'
import { arrive, openLot } from '../house.ts'
import { check } from '../answers.ts'
import { askAsWritten } from './as-written.ts'

// A thing has one address. Frameworks forgive a slash, a capital or a doubled slash, each in its own
// way, and caches and logs then know one thing by several names.

let lotId: string

beforeAll(async () => {
  const seller = await arrive('Selma')
  ;({ id: lotId } = await openLot(seller))
})

const ask = async (
  path: string,
  method = 'GET',
  more: Pick<OfRequest, 'headers' | 'upgrade'> = {},
) => {
  const answer = await askAsWritten(baseUrl, path, { ...more, method })
  if (answer.status !== 0) check({ method, target: path, ...answer })
  return answer
}

/** The same to whoever decodes it. */
const encoded = (id: string): string => `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`

describe('a path that is nearly one of the house', () => {
  it.each([
    '/api/',
    '/api/lots/',
    '/api/lots/?limit=1',
    '/api/LOTS',
    '/api/Lots?limit=1',
    '/api/house/',
    '/api/me/',
    '/api/lots/{lotId}/',
    '/api/lots/{lotId}/BIDS',
    '/api/lots/{lotId}/bids/',
    '/api/lots/{lotId}/bids/?limit=1',
    '/api/lots/{lotId}/events/',
    '/api/lots/{lotId}/Live',
    '/api/lots;limit=1',
    '/api%2Flots',
    '/api/%6cots',
    '/api/lots/{encoded}',
    '/api/lots/{encoded}/bids',
    // The name of a file of Next, with what it would fill it from: found by generated requests.
    '/api/lots/[lotId]?lotId={lotId}',
    '/api/lots/[lotId]/bids?lotId={lotId}',
  ])('leads nowhere, whatever is asked of it: %s', async (path) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const filled = path.replace('{lotId}', lotId).replace('{encoded}', encoded(lotId))

      const answer = await ask(filled, method)

      expect(answer.status, method).toBe(404)
    }
  })

  it('says so in a problem, as any other that leads nowhere', async () => {
    const answer = await ask('/api/lots/')

    expect(told(answer)).toBe('404 not-found')
    expect(answer.headers['content-type']).toContain('application/problem+json')
  })

  it.each(['/API', '/API/lots', '/Api/lots?limit=1'])(
    'says so too where its capitals take it out of the API: %s',
    async (path) => {
      for (const method of ['GET', 'POST', 'DELETE', 'OPTIONS']) {
        const answer = await ask(path, method)

        expect(told(answer), method).toBe('404 not-found')
      }
    },
  )
})

describe.each(OF_REQUESTS)('a request with $case', ({ paths, otherwise, ...exception }) => {
  const { twin, method, instead, isInstead } = exception

  it.each(paths)(`is ${otherwise} (exception of ${twin}: ${instead}): %s`, async (path) => {
    const answer = await ask(path, method, exception)

    const outcome = isInstead(path, answer) ? instead : told(answer)
    expect([otherwise, instead]).toContain(outcome)
  })
})

describe('a path that is not well encoded', () => {
  it.each([
    { case: 'a byte that is not UTF-8', path: '/api/lots/%ff' },
    { case: 'half of a surrogate pair', path: '/api/lots/%ED%A0%80' },
    { case: 'half of one before more', path: '/api/lots/%ED%A0%80/bids' },
    { case: 'half of a character', path: '/api/lots/%c3' },
    { case: 'a percent sign of its own', path: '/api/lots/%' },
    { case: 'one that leads nowhere anyhow', path: '/api/%ff' },
  ])('cannot be read: $case', async ({ path }) => {
    for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await ask(path, method)

      expect(told(answer), method).toBe('400 malformed-request')
    }
  })

  it.each(['%00', '%2e%2e%2f', '%2e%2e%2fhouse', '{lotId}%00', '%F0%9F%94%A8'])(
    'leads nowhere where it is, and is no id: %s',
    async (id) => {
      const answer = await ask(`/api/lots/${id.replace('{lotId}', lotId)}`)

      expect(told(answer)).toBe('404 not-found')
    },
  )
})
