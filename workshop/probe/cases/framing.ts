import type { Chapter } from '../case.ts'
import { plain, request } from '../request.ts'

/** Bytes as they are, for what is no good request. */
const raw = (text: string) => () => Buffer.from(text, 'latin1')

const both = [
  'POST /api/things HTTP/1.1',
  'Host: bare.test',
  'Content-Type: application/json',
  'Content-Length: 16',
  'Transfer-Encoding: chunked',
  '',
  '0',
  '',
  'GET /api/echo HTTP/1.1',
  'Host: bare.test',
  '',
  '',
].join('\r\n')

export const framing: Chapter = {
  title: 'Framing',
  cases: [
    {
      id: '45.1',
      title: 'Headers of more than 16 KiB',
      send: plain('GET /api/things', `Cookie: ${'x'.repeat(17_000)}`),
    },
    {
      id: '45.2',
      title: 'Headers of 15 KiB',
      send: plain('GET /api/things', `Cookie: ${'x'.repeat(15_000)}`),
    },
    { id: '45.3', title: 'Two lengths, and a second request within', send: raw(both) },
    {
      id: '45.4',
      title: 'Content-Length twice, differing',
      send: () =>
        request(
          'POST /api/things',
          ['Content-Length: 16', 'Content-Length: 2'],
          '{"name":"gavel"}',
        ),
    },
    {
      id: '45.5',
      title: 'Lines that end with LF alone',
      send: raw('GET /api/things HTTP/1.1\nHost: bare.test\n\n'),
    },
    {
      id: '45.6',
      title: 'CR alone in a header',
      send: plain('GET /api/things', 'X-Request-Id: one\rSet-Cookie: two=2'),
    },
    { id: '45.7', title: 'No Host', send: raw('GET /api/things HTTP/1.1\r\n\r\n') },
    { id: '45.8', title: 'Host twice', send: plain('GET /api/things', 'Host: evil.test') },
    { id: '45.9', title: 'No HTTP at all', send: raw('\x16\x03\x01\x02\x00\x01\x00\x01\r\n\r\n') },
    {
      id: '45.10',
      title: 'Two requests at once',
      send: raw('GET /api/things/1 HTTP/1.1\r\nHost: bare.test\r\n\r\n'.repeat(2)),
    },
    { id: '45.11', title: 'HTTP/1.0', send: raw('GET /api/things HTTP/1.0\r\n\r\n') },
  ],
}
