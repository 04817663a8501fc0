import { afterEach, beforeAll, expect, it } from 'vitest'
import { ask } from '../door/door.ts'
import { arrive, openLot, until } from '../house.ts'
import { leaveAll, refusedAt, type Stream } from './stream.ts'
import { overBoth, type Transport } from './transports.ts'

/** Streams that a user may have open at one server, where its operator says nothing else. */
const MOST = 20

let lotId: string

beforeAll(async () => {
  ;({ id: lotId } = await openLot(await arrive('Selma')))
})

afterEach(leaveAll)

/** Takes every place that somebody has. */
const openMost = (open: Transport['open'], token: string): Promise<Stream[]> =>
  Promise.all(Array.from({ length: MOST }, () => open(lotId, { token })))

/** Comes in as soon as there is a place. */
const comeIn = (open: Transport['open'], token: string): Promise<Stream | null> =>
  until(
    () => open(lotId, { token }).catch(() => null),
    (stream) => stream !== null,
  )

overBoth('a user with as many streams as one may have', ({ open }) => {
  it('gets no more, is told when to try again, and nobody else is in their way', async () => {
    const [ben, cleo] = [await arrive('Ben'), await arrive('Cleo')]
    const streams = await openMost(open, ben.token)

    const { status, headers, problem } = await refusedAt(open(lotId, { token: ben.token }))
    const others = [await open(lotId, { token: cleo.token }), await open(lotId)]

    expect(status).toBe(429)
    expect(problem).toEqual({
      type: '/problems/too-many-requests',
      title: expect.any(String),
      status: 429,
      code: 'too-many-requests',
      retryAfterSeconds: Number(headers['retry-after']),
    })
    for (const stream of [...streams, ...others])
      expect(await stream.next()).toMatchObject({ type: 'ready' })
    expect(await ben.readRoom({ lotId })).toMatchObject({ lot: { id: lotId } })
  })

  it('gets a place back for each stream that is left, however it ends', async () => {
    const ben = await arrive('Ben')
    const streams = await openMost(open, ben.token)

    for (const stream of streams) stream.leave()
    const again = await Promise.all(streams.map(() => comeIn(open, ben.token)))

    expect(again).toHaveLength(MOST)
    expect(await refusedAt(open(lotId, { token: ben.token }))).toMatchObject({ status: 429 })
  })

  it('loses no place to visits that are refused, or to heads', async () => {
    const ben = await arrive('Ben')
    for (let count = 0; count <= MOST; count += 1) {
      await open(lotId, { token: ben.token, after: 'garbage' }).catch(() => {})
      await ask('HEAD', `/api/lots/${lotId}/events`).set('Authorization', `Bearer ${ben.token}`)
    }

    const streams = await openMost(open, ben.token)

    expect(streams).toHaveLength(MOST)
  })
})
