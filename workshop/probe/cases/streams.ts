import { once } from 'node:events'
import type { Case, Chapter } from '../case.ts'
import { plain, request } from '../request.ts'
import { seenOf } from '../seen.ts'
import { converse, frame, upgrade } from '../websocket.ts'
import { exchange, open } from '../wire.ts'

const [TEXT, BINARY] = [1, 2]
const MIB = 1024 * 1024

/** A stream is listened to for two seconds. */
const listen = (...headers: string[]): Pick<Case, 'measure' | 'how'> => ({
  how: ['`GET /api/stream`, two seconds of it', ...headers.map((header) => `\`${header}\``)].join(
    ', ',
  ),
  measure: async ({ server }) =>
    seenOf(await exchange(server.port, request('GET /api/stream', headers), { patience: 2_000 })),
})

const frames = (
  how: string,
  sent: Buffer | Buffer[],
  patience?: number,
): Pick<Case, 'measure' | 'how'> => ({
  how: `${how}, to \`/api/socket\``,
  measure: async ({ server }) =>
    server.kind === 'express'
      ? converse(server.port, [sent].flat(), patience)
      : { frames: 'no WebSocket, see 48.3' },
})

export const streams: Chapter = {
  title: 'Streams and sockets',
  cases: [
    {
      id: '42.1',
      title: 'A handler that fails midway',
      corrections: [
        {
          of: 'express',
          assumed: 'a clean end, unless one takes care',
          measured: 'the socket is destroyed, if the error reaches Express',
        },
        {
          of: 'next',
          assumed: 'a clean end, unless one takes care',
          measured: 'the socket is destroyed, if the stream is told of the error',
        },
      ],
      send: plain('GET /api/broken'),
    },
    {
      id: '42.2',
      title: 'A client that leaves a stream',
      how: '`GET /api/stream`, and the socket is closed after the first bytes',
      async measure({ startAnother }) {
        const { port, hasWritten } = await startAnother()
        const socket = open(port)
        socket.write(request('GET /api/stream'))
        await once(socket, 'data')
        socket.destroy()
        const isTold = await hasWritten('stream: closed', 3_000)
        return { 'the handler': isTold ? 'hears of it' : 'hears nothing for 3 s' }
      },
    },
    { id: '48.1', title: 'A stream of events', ...listen() },
    { id: '48.2', title: 'A stream for one who takes gzip', ...listen('Accept-Encoding: gzip') },
    { id: '48.3', title: 'An upgrade', within: 2_000, send: () => upgrade('/api/socket') },
    {
      id: '48.4',
      title: 'An upgrade from a page of another site',
      within: 2_000,
      send: () => upgrade('/api/socket', '13', 'Origin: https://evil.test'),
    },
    {
      id: '48.5',
      title: 'An upgrade of a version of old',
      corrections: [
        {
          of: 'express',
          assumed: 'not thought of',
          measured: '`ws` answers 400 with the versions it knows, not 426',
        },
      ],
      within: 2_000,
      send: () => upgrade('/api/socket', '7'),
    },
    {
      id: '48.6',
      title: 'An upgrade to an unknown path',
      within: 2_000,
      send: () => upgrade('/api/nothing'),
    },
    {
      id: '48.7',
      title: 'An upgrade to a path with a handler',
      corrections: [
        {
          of: 'next',
          assumed: 'hangs open, as on an unknown path',
          measured: 'closed without a byte',
        },
      ],
      send: () => upgrade('/api/things'),
    },
    { id: '48.8', title: 'A plain GET of the socket', send: plain('GET /api/socket') },
    { id: '49.1', title: 'A text frame', ...frames('`hello`', frame(TEXT, 'hello')) },
    {
      id: '49.2',
      title: 'The largest message',
      ...frames('The head of a frame of 100 MiB', frame(TEXT, '', 100 * MIB), 2_000),
    },
    {
      id: '49.3',
      title: 'One byte more',
      ...frames('The head of a frame of 100 MiB and a byte', frame(TEXT, '', 100 * MIB + 1)),
    },
    { id: '49.4', title: 'A binary frame', ...frames('`hello`', frame(BINARY, 'hello')) },
    {
      id: '49.5',
      title: 'Text that is not UTF-8',
      ...frames('One byte `\\xff`', frame(TEXT, Buffer.of(0xff))),
    },
    {
      id: '49.6',
      title: 'A flood',
      ...frames('10,000 text frames at once', Array<Buffer>(10_000).fill(frame(TEXT, 'hello'))),
    },
  ],
}
