import { SECURITY_HEADERS } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'

// What the suite cannot know of a house: its pages, and what it says where people come by https.

let house: Awaited<ReturnType<typeof emptyHouse>>
let twins: { express: RunningTwin; next: RunningTwin }

beforeAll(async () => {
  house = await emptyHouse()
  const settings = { PUBLIC_URL: 'https://gavel.test' }
  const [express, next] = await Promise.all([
    startTwin('express', house.url, settings),
    startTwin('next', house.url, settings),
  ])
  twins = { express, next }
})

afterAll(async () => {
  await Promise.all(Object.values(twins).map((twin) => twin.stop()))
  await house.drop()
})

const read = async (twin: RunningTwin, path: string) => {
  const response = await fetch(new URL(path, twin.baseUrl))
  return { headers: response.headers, text: await response.text(), status: response.status }
}

/** The directives of a policy, without the nonce, which is another each time. */
const directives = (headers: Headers) =>
  headers
    .get('content-security-policy')
    ?.replace(/ 'nonce-[\w-]+'/, '')
    .split(';')

describe.each(['express', 'next'] as const)('%s where people come by https', (name) => {
  it.each(['/api/house', '/api/nothing', '/'])(
    'is to be come to by nothing else: %s',
    async (path) => {
      const { headers } = await read(twins[name], path)

      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    },
  )
})

describe.each(['express', 'next'] as const)('the page of %s', (name) => {
  it('carries what every answer carries', async () => {
    const { headers } = await read(twins[name], '/')

    expect(headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/i)
    for (const [header, value] of Object.entries(SECURITY_HEADERS))
      expect(headers.get(header), header).toBe(value)
  })

  it('may load what the house serves, and nothing else', async () => {
    const { headers } = await read(twins[name], '/')

    expect(directives(headers)).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self'",
      "font-src 'self'",
      "connect-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ])
  })

  it('has nothing in it that its policy would stop', async () => {
    const { headers, text } = await read(twins[name], '/')

    const nonce = /'nonce-([\w-]+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]
    const inline = [...text.matchAll(/<script(?![^>]* src=)[^>]*>/g)].map(([tag]) => tag)
    expect(inline.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([])
    expect(text).not.toMatch(/<style|\sstyle="|\son\w+="|javascript:/)
    expect(text).toMatch(/<link[^>]* rel="stylesheet"/)
  })

  it('has a stylesheet, which is never taken for anything else', async () => {
    const { text } = await read(twins[name], '/')
    const [, path = ''] = /<link[^>]* href="([^"]+\.css[^"]*)"/.exec(text) ?? []

    const { status, headers } = await read(twins[name], path)

    expect(status).toBe(200)
    expect(headers.get('content-type')).toMatch(/^text\/css; ?charset=utf-8$/i)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })
})

describe('the page of next, whose scripts are within it', () => {
  it('has another nonce each time', async () => {
    const [one, other] = [await read(twins.next, '/'), await read(twins.next, '/')]

    expect(one.headers.get('content-security-policy')).toMatch(/'nonce-[\w-]{36}'/)
    expect(one.headers.get('content-security-policy')).not.toBe(
      other.headers.get('content-security-policy'),
    )
    expect(one.text).toContain('nonce="')
  })

  it('takes none from whoever asks', async () => {
    const response = await fetch(twins.next.baseUrl, {
      headers: { 'Content-Security-Policy': "script-src 'nonce-of-a-stranger'" },
    })

    expect(await response.text()).not.toContain('of-a-stranger')
  })
})
