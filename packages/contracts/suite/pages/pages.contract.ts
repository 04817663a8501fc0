import { describe, expect, it } from 'vitest'
import { check } from '../answers.ts'
import { baseUrl } from '../given.ts'
import { type Received, sendAsWritten } from '../raw-request.ts'

async function get(path: string, method = 'GET'): Promise<Received> {
  const answer = await sendAsWritten(baseUrl, path, { method })
  check({ method, target: path, ...answer })
  return answer
}

function expectPage({ headers }: Received): void {
  expect(headers['content-type']?.toLowerCase()).toContain('text/html')
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['content-security-policy']).toMatch(/(^|;)\s*default-src 'none'/)
  expect(headers).not.toHaveProperty('x-powered-by')
}

describe('the front page', () => {
  it('is an HTML page', async () => {
    const answer = await get('/')

    expect(answer.status).toBe(200)
    expectPage(answer)
    expect(answer.text).toMatch(/^<!doctype html>/i)
  })

  it('returns its headers to HEAD', async () => {
    const answer = await get('/', 'HEAD')

    expect(answer.status).toBe(200)
    expectPage(answer)
    expect(answer.text).toBe('')
  })

  it('links to a stylesheet that exists', async () => {
    const { text } = await get('/')
    const [, stylesheet = ''] = /<link[^>]* href="([^"]+\.css[^"]*)"/.exec(text) ?? []

    const answer = await get(stylesheet)

    expect(answer.status).toBe(200)
    expect(answer.headers['content-type']?.toLowerCase()).toContain('text/css')
    expect(answer.headers['x-content-type-options']).toBe('nosniff')
  })
})

describe('an unknown page', () => {
  it.each(['/nothing', '/nothing?x=1', '/index.html', '/apis', '/404', '/_next/nothing'])(
    'is a 404 page that is not indexed: %s',
    async (path) => {
      const answer = await get(path)

      expect(answer.status).toBe(404)
      expectPage(answer)
      expect(answer.text).toMatch(/<meta name="robots" content="noindex"/)
    },
  )

  it('returns 404 to HEAD', async () => {
    const answer = await get('/nothing', 'HEAD')

    expect(answer.status).toBe(404)
    expect(answer.text).toBe('')
  })
})
