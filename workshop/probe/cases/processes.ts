import { once } from 'node:events'
import type { Chapter } from '../case.ts'
import { plain, request } from '../request.ts'
import { code } from '../seen.ts'
import type { Server } from '../servers.ts'
import { exchange, open } from '../wire.ts'

/** Milliseconds that a process has after SIGTERM before the probe goes on. */
const PATIENCE = 30_000

/** SIGTERM, and how it ended. */
async function ended({ terminate }: Server): Promise<string> {
  const end = await terminate(PATIENCE)
  if (!end) return `still there after ${PATIENCE / 1_000} s, then killed`
  return `ended ${end.how} within ${end.ms < 10_000 ? 10 : 30} s`
}

/** So many connections that have sent the same and got something for it, where it asks for it. */
async function crowd(port: number, size: number, sent?: Buffer) {
  const sockets = Array.from({ length: size }, () => open(port))
  await Promise.all(sockets.map((socket) => once(socket, 'connect')))
  if (sent) {
    const firsts = sockets.map((socket) => once(socket, 'data'))
    sockets.forEach((socket) => socket.write(sent))
    await Promise.all(firsts)
  }
  const { answer } = await exchange(port, request('GET /api/things', ['Connection: close']))
  sockets.forEach((socket) => socket.destroy())
  return {
    taken: `all ${size}`,
    'a GET beside': `**${answer?.status}**`,
  }
}

export const processes: Chapter = {
  title: 'The process',
  cases: [
    {
      id: '52.1',
      title: 'A thousand connections that say nothing',
      how: '1,000 connections, and beside them one `GET /api/things`',
      measure: async ({ startAnother }) => crowd((await startAnother()).port, 1_000),
    },
    {
      id: '52.2',
      title: 'A thousand streams of one client',
      how: '1,000 times `GET /api/stream`, and beside them one `GET /api/things`',
      measure: async ({ startAnother }) =>
        crowd((await startAnother()).port, 1_000, request('GET /api/stream')),
    },
    { id: '53.1', title: 'A handler that rejects', send: plain('GET /api/throws') },
    {
      id: '53.2',
      title: 'SIGTERM while a request is answered',
      how: '`GET /api/slow`, which takes 2 s, and SIGTERM when it has begun',
      async measure({ startAnother }) {
        const server = await startAnother()
        const answering = exchange(server.port, request('GET /api/slow'))
        await server.hasWritten('slow: begun', 5_000)
        const process = await ended(server)
        const { answer } = await answering
        return {
          answer: answer ? `**${answer.status}** ${code(answer.body.toString())}` : 'none',
          process,
        }
      },
    },
    {
      id: '53.3',
      title: 'SIGTERM while a kept-alive connection idles',
      how: '`GET /api/things`, and SIGTERM after the answer',
      async measure({ startAnother }) {
        const server = await startAnother()
        const socket = open(server.port)
        socket.write(request('GET /api/things'))
        await once(socket, 'data')
        return { process: await ended(server) }
      },
    },
    {
      id: '53.4',
      title: 'SIGTERM while a stream is open',
      how: '`GET /api/stream`, and SIGTERM after the first bytes',
      waits: true,
      async measure({ startAnother }) {
        const server = await startAnother()
        const socket = open(server.port)
        socket.write(request('GET /api/stream'))
        await once(socket, 'data')
        return { process: await ended(server) }
      },
    },
  ],
}
