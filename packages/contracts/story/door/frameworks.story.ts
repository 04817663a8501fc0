import { beforeAll, describe, expect, it } from 'vitest'
import { baseUrl } from '../given.ts'
import { arrive, openLot } from '../house.ts'
import { check } from '../answers.ts'
import { askAsWritten } from './as-written.ts'
import { ask } from './door.ts'

// A framework has its own use for some headers, and for what stands behind a `#`. Whoever asks a house
// does not know what it is made with. Generated requests found the first and the last of these.

let lotId: string

beforeAll(async () => {
  const seller = await arrive('Selma')
  ;({ id: lotId } = await openLot(seller))
})

describe('a header that some framework has a use for', () => {
  it.each([
    ['RSC', '1'],
    ['Next-Router-Prefetch', '1'],
    ['Next-Router-State-Tree', '%5B%22%22%5D'],
    ['Next-Action', 'a'.repeat(42)],
    ['X-Nextjs-Data', '1'],
    ['X-Middleware-Subrequest', 'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy'],
    ['X-Middleware-Rewrite', '/api/health/live'],
    ['X-Matched-Path', '/api/health/live'],
    ['X-Invoke-Path', '/api/health/live'],
    ['X-HTTP-Method-Override', 'DELETE'],
  ])('changes nothing: %s: %s', async (name, value) => {
    const usual = await ask('GET', `/api/lots/${lotId}`)

    const answer = await ask('GET', `/api/lots/${lotId}`).set(name, value)

    expect(answer.status).toBe(200)
    expect(answer.body).toEqual(usual.body)
    expect(answer.headers.etag).toBe(usual.headers.etag)
  })

  it('keeps nobody from writing', async () => {
    const answer = await ask('POST', '/api/users').set('RSC', '1').type('json').send('{}')

    expect(answer.status).toBe(422)
    expect(answer.body).toMatchObject({ code: 'invalid' })
  })
})

describe('what stands behind a #', () => {
  it('is not read, for no browser sends it', async () => {
    const target = '/api/house#x?limit=1'

    const answer = await askAsWritten(baseUrl, target)

    check({ method: 'GET', target, ...answer })
    expect(answer.status).toBe(200)
  })
})
