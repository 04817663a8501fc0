import { describe, expect, it } from 'vitest'
import { baseUrl } from '../given.ts'
import { sent } from './wire.ts'

// What cannot be told apart into requests is refused by whatever speaks HTTP for a twin, before any
// code of ours: with the status alone, and the end of the connection. Both twins run on Node's server.

const { host } = new URL(baseUrl)
const GET = 'GET /api/house HTTP/1.1'
const HOST = `Host: ${host}`
const END = ['Connection: close', '', '']

/** All that Node tells. */
const bare = (status: string) => `HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n`

describe('headers of more than 16 KiB', () => {
  it('are refused, with the end of the connection', async () => {
    const told = await sent(baseUrl, GET, HOST, `X-Long: ${'x'.repeat(17_000)}`, ...END)

    expect(told).toBe(bare('431 Request Header Fields Too Large'))
  })

  it('are read where they are a little shorter', async () => {
    const told = await sent(baseUrl, GET, HOST, `X-Long: ${'x'.repeat(15_000)}`, ...END)

    expect(told).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
  })
})

describe('a request of which two ends can be found', () => {
  const POST = 'POST /api/me/wallet/deposits HTTP/1.1'

  it.each([
    { case: 'a length, and pieces', lines: ['Content-Length: 4', 'Transfer-Encoding: chunked'] },
    { case: 'pieces, and a length', lines: ['Transfer-Encoding: chunked', 'Content-Length: 4'] },
    { case: 'two lengths', lines: ['Content-Length: 4', 'Content-Length: 5'] },
    { case: 'pieces that are not the last', lines: ['Transfer-Encoding: chunked, gzip'] },
    { case: 'a length that is none', lines: ['Content-Length: 4, 4x'] },
  ])('is refused, and what is in it is not a second one: $case', async ({ lines }) => {
    const told = await sent(baseUrl, POST, HOST, ...lines, '', '0', '', GET, HOST, ...END)

    expect(told).toBe(bare('400 Bad Request'))
  })
})

describe('lines that do not end as lines end', () => {
  it.each([
    { case: 'LF alone', text: `${GET}\n${HOST}\nConnection: close\n\n` },
    { case: 'LF alone after one header', text: `${GET}\r\n${HOST}\nX: y\r\n\r\n` },
    { case: 'CR alone in a header', text: `${GET}\r\n${HOST}\r\nX: y\rZ: z\r\n\r\n` },
  ])('are refused: $case', async ({ text }) => {
    expect(await sent(baseUrl, text)).toBe(bare('400 Bad Request'))
  })
})

describe('a header that goes on in the next line', () => {
  it('is refused', async () => {
    const told = await sent(baseUrl, GET, HOST, 'X: y', ' z', ...END)

    expect(told).toBe(bare('400 Bad Request'))
  })
})

describe('a target with a byte that is not ASCII', () => {
  it.each(['/api/lots/\u00e9', '/api/lots?q=\u00e9'])('is refused: %s', async (target) => {
    const told = await sent(baseUrl, `GET ${target} HTTP/1.1`, HOST, ...END)

    expect(told).toBe(bare('400 Bad Request'))
  })
})
