import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '../../src/problems.ts'
import { apiSecurity, commonSecurity } from '../../src/http/security.ts'
import { told } from '../exceptions.ts'
import { baseUrl } from '../given.ts'
import { askAsWritten, type Written } from './as-written.ts'

// What a house shows to people is asked for by more than people: crawlers, tools, and forms of elsewhere.
// The door of its pages is as strict as that of its API.

type Asked = { method?: string; headers?: Record<string, string> }

const ask = (path: string, asked: Asked = {}): Promise<Written> =>
  askAsWritten(baseUrl, path, asked)

/** What any answer of a house that is reached by http carries. */
const COMMON = Object.entries(commonSecurity({ PUBLIC_URL: undefined }))
const API = Object.entries(apiSecurity({ PUBLIC_URL: undefined }))
const ALLOW = 'GET, HEAD, OPTIONS'
const UNREAD = ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']

/** What makes an answer a page, whatever its status. */
function expectPage({ headers }: Written) {
  expect(headers['content-type']).toBe('text/html; charset=utf-8')
  expect(headers['cache-control']).toContain('no-store')
  expect(headers['content-security-policy']).toMatch(/^default-src 'none';script-src 'self'/)
  for (const [name, value] of COMMON) expect(headers[name.toLowerCase()], name).toBe(value)
  expect(headers).not.toHaveProperty('etag')
  expect(headers).not.toHaveProperty('x-powered-by')
}

describe('the front page', () => {
  it('is a page', async () => {
    const answer = await ask('/')

    expect(answer.status).toBe(200)
    expectPage(answer)
    expect(answer.text).toMatch(/^<!doctype html>/i)
  })

  it('answers HEAD as GET, without the body', async () => {
    const answer = await ask('/', { method: 'HEAD' })

    expect(answer.status).toBe(200)
    expectPage(answer)
    expect(answer.text).toBe('')
  })

  it('answers OPTIONS with what it takes, and no page of elsewhere may ask more', async () => {
    const preflight = { Origin: 'https://elsewhere.test', 'Access-Control-Request-Method': 'GET' }

    const answer = await ask('/', { method: 'OPTIONS', headers: preflight })

    expect(answer.status).toBe(204)
    expect(answer.headers.allow).toBe(ALLOW)
    expect(Object.keys(answer.headers).join()).not.toContain('access-control')
  })

  it.each(UNREAD)('takes no %s', async (method) => {
    const answer = await ask('/', { method })

    expect(told(answer)).toBe('405 method-not-allowed')
    expect(answer.headers.allow).toBe(ALLOW)
    for (const [name, value] of API) expect(answer.headers[name.toLowerCase()], name).toBe(value)
  })

  it.each([
    ['POST', 'Next-Action', '0'.repeat(42), 405],
    ['GET', 'Next-Action', '0'.repeat(42), 200],
    ['GET', 'Next-Router-Prefetch', '1', 200],
    ['GET', 'X-Nextjs-Data', '1', 200],
    ['GET', 'X-Middleware-Subrequest', 'src/proxy:src/proxy:src/proxy', 200],
    ['GET', 'X-Middleware-Rewrite', '/api/health/live', 200],
    ['GET', 'X-Matched-Path', '/api/health/live', 200],
    ['GET', 'X-HTTP-Method-Override', 'DELETE', 200],
    ['GET', 'Sec-Fetch-Dest', 'image', 200],
  ])('is the same to %s with %s: %s', async (method, name, value, status) => {
    const answer = await ask('/?_rsc=x', { method, headers: { [name]: value } })

    expect(answer.status).toBe(status)
    if (status === 200) expectPage(answer)
  })
})

const NOWHERE = [
  '/nothing',
  '/nothing/',
  '/nothing?x=1',
  '/index',
  '/index.html',
  '/favicon.ico',
  '/%00',
  '/api%2Flots',
  '/apis',
  '/404',
  '/500',
  // Names that some framework has for itself.
  '/_error',
  '/_not-found',
  '/_global-error',
  '/_next/nothing',
  '/_next/image?url=%2Fhouse.png&w=640&q=75',
  '/_next/data/nothing/index.json',
]

describe('a page that is not there', () => {
  it.each(NOWHERE)('is a page that says so: %s', async (path) => {
    const answer = await ask(path)

    expect(told(answer)).toBe('404 not-found')
    expectPage(answer)
    expect(answer.text).toContain(`<h1>${PROBLEMS['not-found'].title}</h1>`)
    expect(answer.text).toMatch(/<meta name="robots" content="noindex"/)
    expect(answer.text).toMatch(/<link[^>]* rel="stylesheet"/)
  })

  it('says so to a picture and to a script as well', async () => {
    for (const destination of ['image', 'script', 'font']) {
      const answer = await ask('/nothing', { headers: { 'Sec-Fetch-Dest': destination } })

      expect(told(answer), destination).toBe('404 not-found')
      expectPage(answer)
    }
  })

  it('answers HEAD as GET, without the body', async () => {
    const answer = await ask('/nothing', { method: 'HEAD' })

    expect(answer.status).toBe(404)
    expectPage(answer)
    expect(answer.text).toBe('')
  })

  it.each([...UNREAD, 'OPTIONS'])('is a problem to %s', async (method) => {
    for (const path of ['/nothing', '/house/', '/_next/nothing']) {
      const answer = await ask(path, { method })

      expect(told(answer), path).toBe('404 not-found')
      expect(answer.headers['content-type'], path).toContain('application/problem+json')
      for (const [name, value] of API) expect(answer.headers[name.toLowerCase()], name).toBe(value)
    }
  })
})

describe('the address of a page that is not well encoded', () => {
  it.each(['/%', '/%ff', '/nothing/%c3', '/_next/%ED%A0%80'])(
    'cannot be read: %s',
    async (path) => {
      for (const method of ['GET', 'OPTIONS', ...UNREAD]) {
        const answer = await ask(path, { method })

        expect(told(answer), method).toBe('400 malformed-request')
      }
    },
  )
})

describe('a request for a page', () => {
  it.each(['/', '/nothing', '/%ff'])('has its name in the answer: %s', async (path) => {
    for (const method of ['GET', 'HEAD', 'OPTIONS', 'POST']) {
      const own = await ask(path, { method })
      const given = await ask(path, { method, headers: { 'X-Request-Id': 'story.of_the-door' } })

      expect(own.headers['x-request-id'], method).toMatch(
        /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      )
      expect(given.headers['x-request-id'], method).toBe('story.of_the-door')
    }
  })
})

describe('what a page brings along', () => {
  it('is found, and is never taken for anything else', async () => {
    const { text } = await ask('/')
    const [, stylesheet = ''] = /<link[^>]* href="([^"]+\.css[^"]*)"/.exec(text) ?? []

    const answer = await ask(stylesheet)

    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']).toContain('text/css')
    for (const [name, value] of COMMON) expect(answer.headers[name.toLowerCase()], name).toBe(value)
  })
})
