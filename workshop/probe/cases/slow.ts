import type { Bench, Case, Chapter } from '../case.ts'
import { request } from '../request.ts'
import { between, type Seen, seenOf } from '../seen.ts'
import { exchange } from '../wire.ts'

/** Milliseconds after which a connection is given up; Node looks at them every 30 s. */
const PATIENCE = 345_000

const wait = (how: string, sent: Buffer): Pick<Case, 'measure' | 'how' | 'waits'> => ({
  how,
  waits: true,
  async measure({ server }: Bench): Promise<Seen> {
    const { closedAfter, ...seen } = await exchange(server.port, sent, { patience: PATIENCE })
    if (closedAfter === null) return seenOf({ closedAfter, ...seen })
    return { ...seenOf({ closedAfter, ...seen }), closed: `after ${between(closedAfter, 30)}` }
  },
})

const headers = ['Content-Type: application/json', 'Content-Length: 16']

export const slow: Chapter = {
  title: 'Slow clients',
  cases: [
    {
      id: '44.1',
      title: 'Headers that do not end',
      ...wait(
        'The first line and `Host`, and no more',
        Buffer.from('GET /api/things HTTP/1.1\r\nHost: bare.test\r\n'),
      ),
    },
    {
      id: '44.2',
      title: 'A body that does not end',
      ...wait(
        '`POST /api/things`, 16 bytes announced and one sent',
        request('POST /api/things', headers, '{'),
      ),
    },
    { id: '44.3', title: 'A connection that says nothing', ...wait('No byte', Buffer.alloc(0)) },
  ],
}
