import { headerOf } from '../answer.ts'
import type { Case, Chapter } from '../case.ts'
import { plain, request } from '../request.ts'
import { seenIn, seenOf } from '../seen.ts'
import { exchange } from '../wire.ts'

/** Asks, and asks again with the tag that came. */
const again = (...headers: string[]): Pick<Case, 'measure' | 'how'> => ({
  how: `\`GET /api/things\`, and again with ${['`If-None-Match`: the tag that came', ...headers.map((header) => `\`${header}\``)].join(', ')}`,
  async measure({ server }) {
    const { answer } = await exchange(server.port, request('GET /api/things'))
    const tag = headerOf(answer?.headers ?? [], 'etag') ?? '"none"'
    const second = request('GET /api/things', [`If-None-Match: ${tag}`, ...headers])
    return seenOf(await exchange(server.port, second))
  },
})

export const methods: Chapter = {
  title: 'Methods and headers',
  cases: [
    {
      id: '24.0',
      title: 'A plain GET, with every header',
      how: '`GET /api/things`. What every answer has, `Date`, `Connection`, `Keep-Alive` and `X-Powered-By`, is left out of all other cases.',
      async measure({ server }) {
        const { answer } = await exchange(server.port, request('GET /api/things'))
        return answer ? seenIn(answer, true) : {}
      },
    },
    { id: '24.1', title: 'A method that the path has not', send: plain('PUT /api/things') },
    { id: '24.2', title: 'DELETE on an id', send: plain('DELETE /api/things/1') },
    { id: '25.1', title: 'PROPFIND', send: plain('PROPFIND /api/things') },
    {
      id: '25.2',
      title: 'TRACE',
      corrections: [
        { of: 'next', assumed: '400, empty', measured: '500 in plain text; PROPFIND is 400' },
      ],
      send: plain('TRACE /api/things'),
    },
    { id: '25.3', title: 'A method that HTTP has not', send: plain('GAVEL /api/things') },
    { id: '26.1', title: 'OPTIONS', send: plain('OPTIONS /api/things') },
    {
      id: '26.2',
      title: 'OPTIONS *',
      corrections: [{ of: 'next', assumed: 'not thought of', measured: '500 in plain text' }],
      send: plain('OPTIONS *'),
    },
    { id: '27.1', title: 'HEAD', send: plain('HEAD /api/things') },
    {
      id: '27.2',
      title: 'HEAD of a stream',
      corrections: [
        {
          of: 'express',
          assumed: 'as GET, without the body',
          measured:
            'nothing is sent while the handler does not end, and the stream stays open until the client leaves',
        },
        {
          of: 'next',
          assumed: 'the handler runs',
          measured:
            'it does, and 200 is answered; the stream that it opened is not cancelled, not even when the client has left',
        },
      ],
      how: '`HEAD /api/stream`, and whether what the handler opened is closed again',
      async measure({ startAnother }) {
        const { port, hasWritten } = await startAnother()
        const seen = seenOf(await exchange(port, request('HEAD /api/stream'), { patience: 2_000 }))
        const isClosed = await hasWritten('stream: closed', 2_000)
        return { ...seen, 'the stream': isClosed ? 'closed' : 'not closed' }
      },
    },
    {
      id: '28.1',
      title: 'Accept of what is not there',
      send: plain('GET /api/things', 'Accept: text/csv'),
    },
    { id: '29.1', title: 'The tag again', ...again() },
    { id: '29.2', title: 'The tag again, as fetch sends it', ...again('Cache-Control: no-cache') },
    {
      id: '29.3',
      title: 'Any tag',
      corrections: [
        {
          of: 'express',
          assumed: 'not thought of',
          measured: '304 to `*`, also where the handler knows of no version',
        },
      ],
      send: plain('GET /api/things', 'If-None-Match: *'),
    },
    {
      id: '30.1',
      title: 'If-Match with a tag from nowhere',
      send: plain('GET /api/things', 'If-Match: "stale"'),
    },
    {
      id: '34.1',
      title: 'A POST from a page of another site',
      send: () =>
        request(
          'POST /api/things',
          [
            'Origin: https://evil.test',
            'Sec-Fetch-Site: cross-site',
            'Cookie: session=abc',
            'Content-Type: application/json',
            'Content-Length: 16',
          ],
          '{"name":"gavel"}',
        ),
    },
    {
      id: '35.1',
      title: 'A preflight',
      send: plain(
        'OPTIONS /api/things',
        'Origin: https://evil.test',
        'Access-Control-Request-Method: POST',
      ),
    },
    { id: '41.1', title: 'A file', send: plain('GET /thing.txt') },
    {
      id: '41.2',
      title: 'A part of a file',
      corrections: [
        {
          of: 'next',
          assumed: 'no parts at all',
          measured: '206 for a file of `public`; a handler has none',
        },
      ],
      send: plain('GET /thing.txt', 'Range: bytes=4-6'),
    },
    {
      id: '41.3',
      title: 'A part that is not there',
      corrections: [
        {
          of: 'next',
          assumed: 'no parts at all',
          measured: '500 with the `Content-Range` of a 416',
        },
      ],
      send: plain('GET /thing.txt', 'Range: bytes=99-'),
    },
    {
      id: '41.4',
      title: 'A part, if the file is still that of an old tag',
      send: plain('GET /thing.txt', 'Range: bytes=4-6', 'If-Range: "stale"'),
    },
    {
      id: '41.5',
      title: 'A part of what a handler answers',
      send: plain('GET /api/things', 'Range: bytes=0-3'),
    },
    {
      id: '41.6',
      title: 'A file, POST',
      corrections: [
        {
          of: 'next',
          assumed: 'not thought of',
          measured: '500 with `Allow` twice, where 405 is meant',
        },
      ],
      send: plain('POST /thing.txt', 'Content-Length: 0'),
    },
  ],
}
