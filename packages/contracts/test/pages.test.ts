import { describe, expect, it } from 'vitest'
import { isFile, isForPeople, pageAsked, standingHeaders } from '../src/index.ts'

describe('a page', () => {
  it('has a name for whoever reads it', () => {
    expect(pageAsked('GET', '/')).toBe('home')
    expect(pageAsked('HEAD', '/')).toBe('home')
  })

  it.each([
    ['POST', '/'],
    ['GET', '/nothing'],
    ['GET', '//'],
    ['GET', '/api/house'],
  ])('has none elsewhere: %s %s', (method, path) => {
    expect(pageAsked(method, path)).toBeNull()
  })
})

describe('a "no" is a page', () => {
  it.each([
    ['GET', '/'],
    ['HEAD', '/nothing'],
    ['GET', '/apis'],
    ['GET', '/api%2Flots'],
  ])('to whoever reads: %s %s', (method, path) => {
    expect(isForPeople(method, path)).toBe(true)
  })

  it.each([
    ['POST', '/'],
    ['OPTIONS', '/nothing'],
    ['GET', '/api'],
    ['GET', '/api/nothing'],
    ['GET', '/API/lots'],
  ])('to nobody else: %s %s', (method, path) => {
    expect(isForPeople(method, path)).toBe(false)
  })
})

describe('what pages bring along', () => {
  it('is known by its path', () => {
    const paths = ['/house.css', '/_next/static/chunks/a.js', '/_next/image', '/', '/house.css/']

    expect(paths.map(isFile)).toEqual([true, true, false, false, false])
  })
})

describe('what every answer carries', () => {
  const asked = { requestId: 'one-of-many', headers: { origin: 'https://pages.gavel.test' } }
  const settings = { PUBLIC_URL: 'https://gavel.test', ALLOWED_ORIGINS: [asked.headers.origin] }

  it('tells a listed page of elsewhere that it may read the API', () => {
    const headers = standingHeaders({ ...asked, pathname: '/api/nothing' }, settings)

    expect(headers).toMatchObject({
      'X-Request-Id': 'one-of-many',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': expect.stringContaining("default-src 'none'"),
      'Strict-Transport-Security': expect.stringContaining('max-age'),
      'Access-Control-Allow-Origin': asked.headers.origin,
    })
  })

  it('tells it nothing of the rest of the house', () => {
    const headers = standingHeaders({ ...asked, pathname: '/nothing' }, settings)

    expect(Object.keys(headers).join()).not.toMatch(/access-control|vary/i)
  })
})
