import { beforeAll, describe, expect, it } from 'vitest'
import { apiSecurity } from '../../src/http/security.ts'
import { arrive, openLot, type Person } from '../house.ts'
import { ask } from './door.ts'

// What an answer lets a browser do is said by the house on every answer, and not left to the browser.

let anna: Person
let lotId: string

beforeAll(async () => {
  anna = await arrive('Anna')
  ;({ id: lotId } = await openLot(anna))
})

/** A house that people reach by https says so too, and by http must not. */
const OWED = Object.entries(apiSecurity({ PUBLIC_URL: undefined }))

describe('an answer of the API', () => {
  it.each([
    { of: 'a list', method: 'GET', path: () => '/api/lots' },
    { of: 'a lot', method: 'GET', path: () => `/api/lots/${lotId}` },
    { of: 'the head of a stream', method: 'HEAD', path: () => `/api/lots/${lotId}/events` },
    { of: 'the options of a path', method: 'OPTIONS', path: () => '/api/lots' },
    { of: 'another method', method: 'DELETE', path: () => '/api/lots' },
    { of: 'a path that leads nowhere', method: 'GET', path: () => '/api/nothing' },
    { of: 'a path that is not well encoded', method: 'GET', path: () => '/api/lots/%ff' },
    { of: 'nobody’s wallet', method: 'GET', path: () => '/api/me/wallet' },
    {
      of: 'a room over WebSocket, asked plainly',
      method: 'GET',
      path: () => `/api/lots/${lotId}/live`,
    },
    { of: 'an empty body', method: 'POST', path: () => '/api/users' },
  ] as const)('carries what keeps browsers in bounds, once: $of', async ({ method, path }) => {
    const { headers } = await ask(method, path())

    for (const [name, value] of OWED) expect(headers[name.toLowerCase()], name).toBe(value)
  })

  it('carries it also where nothing has changed', async () => {
    const { headers } = await ask('GET', `/api/lots/${lotId}`)

    const answer = await ask('GET', `/api/lots/${lotId}`).set('If-None-Match', headers.etag ?? '')

    expect(answer.status).toBe(304)
    for (const [name, value] of OWED) expect(answer.headers[name.toLowerCase()], name).toBe(value)
  })

  it('says nothing of what made it', async () => {
    const { headers } = await ask('GET', '/api/house')

    expect(headers).not.toHaveProperty('x-powered-by')
    expect(headers).not.toHaveProperty('server')
  })
})
