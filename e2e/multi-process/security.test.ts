import { createContext, runInContext } from 'node:vm'
import { SECURITY_HEADERS } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'

// What the suite cannot know of a house: its pages, and what it says where people come by https.

let house: Awaited<ReturnType<typeof emptyHouse>>
let twins: { express: RunningTwin; next: RunningTwin; 'next-ws': RunningTwin }

beforeAll(async () => {
  house = await emptyHouse()
  const settings = { PUBLIC_URL: 'https://gavel.test' }
  const [express, next, custom] = await Promise.all([
    startTwin('express', house.url, settings),
    startTwin('next', house.url, settings),
    startTwin('next-ws', house.url, settings),
  ])
  twins = { express, next, 'next-ws': custom }
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

describe.each(['express', 'next', 'next-ws'] as const)('%s where people come by https', (name) => {
  it.each(['/api/house', '/api/nothing', '/'])(
    'is to be come to by nothing else: %s',
    async (path) => {
      const { headers } = await read(twins[name], path)

      expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains')
    },
  )
})

describe.each(['express', 'next', 'next-ws'] as const)('the page of %s', (name) => {
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

    const inline = scriptsIn(text).filter(({ source }) => source === null)
    expect(inline.filter(({ nonce }) => nonce !== nonceIn(headers))).toEqual([])
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

describe.each(['next', 'next-ws'] as const)(
  'the page of %s, whose scripts are within it',
  (name) => {
    it('names the nonce of its policy on each of them', async () => {
      const { headers, text } = await read(twins[name], '/')

      const scripts = scriptsIn(text)
      expect(scripts.some(({ source }) => source === null)).toBe(true)
      expect(scripts.map(({ nonce }) => nonce)).toEqual(scripts.map(() => nonceIn(headers)))
    })

    it('has another nonce each time', async () => {
      const [one, other] = [await read(twins[name], '/'), await read(twins[name], '/')]

      expect(nonceIn(one.headers)).toMatch(/^[\w-]{36}$/)
      expect(nonceIn(other.headers)).toMatch(/^[\w-]{36}$/)
      expect(nonceIn(one.headers)).not.toBe(nonceIn(other.headers))
    })

    it('takes none from whoever asks', async () => {
      const response = await fetch(twins[name].baseUrl, {
        headers: { 'Content-Security-Policy': "script-src 'nonce-of-a-stranger'" },
      })

      expect(await response.text()).not.toContain('of-a-stranger')
    })

    it('is made by them as a browser runs them: those within it, and those that it loads', async () => {
      const { headers, text } = await read(twins[name], '/')

      const allowed = scriptsIn(text).filter(({ nonce }) => nonce === nonceIn(headers))
      const page = createContext({ self: {} })
      for (const { inline } of allowed) runInContext(inline, page)
      const loaded = allowed.flatMap(({ source }) => source ?? [])
      const files = await Promise.all(loaded.map((path) => read(twins[name], path)))

      expect(runInContext('self.__next_f.flat().join()', page)).toContain('Live now')
      expect(files.length).toBeGreaterThan(1)
      for (const file of files) {
        expect(file.status).toBe(200)
        expect(file.headers.get('content-type')).toContain('application/javascript')
      }
    })
  },
)

type Script = { nonce: string | undefined; source: string | null; inline: string }

/** The scripts of a page: where each is loaded from, or what it says. */
const scriptsIn = (text: string): Script[] =>
  [...text.matchAll(/<script([^>]*)>(.*?)<\/script>/gs)].map(
    ([, attributes = '', inline = '']) => ({
      nonce: / nonce="([^"]*)"/.exec(attributes)?.[1],
      source: / src="([^"]*)"/.exec(attributes)?.[1] ?? null,
      inline,
    }),
  )

/** The nonce that a policy names. */
const nonceIn = (headers: Headers): string | undefined =>
  /script-src [^;]*'nonce-([\w-]+)'/.exec(headers.get('content-security-policy') ?? '')?.[1]
