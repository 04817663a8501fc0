import { describe, expect, it } from 'vitest'
import { baseUrl } from '../given.ts'
import { sent } from '../socket.ts'

// Request smuggling: a request whose end is ambiguous must be rejected, and what follows it must not
// be answered as a second request. Only the status is checked, the rest is the server's own.

const { host } = new URL(baseUrl)
const GET = 'GET /api/house HTTP/1.1'
const HOST = `Host: ${host}`
const END = ['Connection: close', '', '']

/** The statuses of all responses in what was received. */
const statusesIn = (received: string): number[] =>
  [...received.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status))

describe('request headers', () => {
  it('are rejected with 431 above 16 KiB', async () => {
    const received = await sent(baseUrl, GET, HOST, `X-Long: ${'x'.repeat(17_000)}`, ...END)

    expect(statusesIn(received)).toEqual([431])
  })

  it('may have 15,000 bytes', async () => {
    const received = await sent(baseUrl, GET, HOST, `X-Long: ${'x'.repeat(15_000)}`, ...END)

    expect(statusesIn(received)).toEqual([200])
  })
})

describe('a request with an ambiguous end', () => {
  const POST = 'POST /api/me/wallet/deposits HTTP/1.1'

  it.each([
    {
      case: 'Content-Length and chunked',
      lines: ['Content-Length: 4', 'Transfer-Encoding: chunked'],
    },
    {
      case: 'chunked and Content-Length',
      lines: ['Transfer-Encoding: chunked', 'Content-Length: 4'],
    },
    { case: 'two lengths', lines: ['Content-Length: 4', 'Content-Length: 5'] },
    { case: 'chunked is not the last coding', lines: ['Transfer-Encoding: chunked, gzip'] },
    { case: 'an invalid length', lines: ['Content-Length: 4, 4x'] },
  ])('is rejected with 400 and ends the connection: $case', async ({ lines }) => {
    const received = await sent(baseUrl, POST, HOST, ...lines, '', '0', '', GET, HOST, ...END)

    expect(statusesIn(received)).toEqual([400])
  })

  it.each([
    { case: 'LF only', text: `${GET}\n${HOST}\nConnection: close\n\n` },
    { case: 'LF after one header', text: `${GET}\r\n${HOST}\nX: y\r\n\r\n` },
    { case: 'CR in a header', text: `${GET}\r\n${HOST}\r\nX: y\rZ: z\r\n\r\n` },
  ])('is rejected with 400 for invalid line endings: $case', async ({ text }) => {
    expect(statusesIn(await sent(baseUrl, text))).toEqual([400])
  })
})
