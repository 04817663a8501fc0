import { afterEach, beforeAll, expect, it } from 'vitest'
import { send } from '../requests.ts'
import { newUser, openLot, waitFor } from '../fixtures.ts'
import { leaveAll, refusedAt, type Stream } from './stream.ts'
import { overBoth, type Transport } from './transports.ts'

/** The default of STREAMS_PER_USER. */
const LIMIT = 20

let lotId: string

beforeAll(async () => {
  ;({ id: lotId } = await openLot(await newUser('Selma')))
})

afterEach(leaveAll)

/** Opens as many streams as a user may have. */
const openAllowed = (open: Transport['open'], token: string): Promise<Stream[]> =>
  Promise.all(Array.from({ length: LIMIT }, () => open(lotId, { token })))

/** Opens a stream as soon as the limit allows it. */
const openWhenAllowed = (open: Transport['open'], token: string): Promise<Stream | null> =>
  waitFor(
    () => open(lotId, { token }).catch(() => null),
    (stream) => stream !== null,
  )

overBoth('a user at the limit of open streams', ({ open }) => {
  it('receives 429 with Retry-After, and other users do not', async () => {
    const [ben, cleo] = [await newUser('Ben'), await newUser('Cleo')]
    const streams = await openAllowed(open, ben.token)

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

  it('can open another stream for each one that ends', async () => {
    const ben = await newUser('Ben')
    const streams = await openAllowed(open, ben.token)

    for (const stream of streams) stream.leave()
    const again = await Promise.all(streams.map(() => openWhenAllowed(open, ben.token)))

    expect(again).toHaveLength(LIMIT)
    expect(await refusedAt(open(lotId, { token: ben.token }))).toMatchObject({ status: 429 })
  })

  it('keeps every place after rejected requests and HEAD requests', async () => {
    const ben = await newUser('Ben')
    for (let count = 0; count <= LIMIT; count += 1) {
      await open(lotId, { token: ben.token, after: 'garbage' }).catch(() => {})
      await send('HEAD', `/api/lots/${lotId}/events`).set('Authorization', `Bearer ${ben.token}`)
    }

    const streams = await openAllowed(open, ben.token)

    expect(streams).toHaveLength(LIMIT)
  })
})
