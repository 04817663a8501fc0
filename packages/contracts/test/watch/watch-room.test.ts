import { afterEach, describe, expect, it, vi } from 'vitest'
import { watchRoom, type WatchOptions } from '../../src/watch/watch-room.ts'
import { at, bye, heartbeat, LOT, presence, ready, reset, said } from './a-frame.ts'
import { aRoom, type Room, type Visit } from './a-room.ts'

let room: Room

afterEach(() => room.close())

describe.each(['sse', 'ws'] as const)('watching a room over %s', (transport) => {
  const watch = (options: WatchOptions = {}) =>
    watchRoom(room.url, LOT, { transport, ...options })[Symbol.asyncIterator]()

  /** What each visitor in turn is told, and whether the line is cut after it. */
  async function open(...turns: ((visit: Visit) => void)[]): Promise<void> {
    room = await aRoom((visit, count) => turns[count - 1]?.(visit))
  }

  /** The next things heard, as many as are asked for: the seq of an event, or the type. */
  async function hear(watching: ReturnType<typeof watch>, count: number) {
    const heard: (number | string)[] = []
    while (heard.length < count) {
      const { done, value } = await watching.next()
      if (done) return [...heard, 'end']
      heard.push('seq' in value ? value.seq : value.type)
    }
    return heard
  }

  const positions = () => room.visits.map(({ after }) => after)

  it('hears what is told, but for heartbeats', async () => {
    await open((visit) => visit.say(ready(3), presence(1), heartbeat(3), said(4), said(5)))

    const heard = await hear(watch(), 4)

    expect(heard).toEqual(['ready', 'presence', 4, 5])
    expect(positions()).toEqual([null])
  })

  it('goes on from where it was when the line was lost, and hears nothing twice', async () => {
    await open(
      (visit) => {
        visit.say(ready(3), said(4))
        setTimeout(() => visit.hangUp(), 50)
      },
      (visit) => visit.say(ready(5), said(3), said(4), said(5)),
    )

    const heard = await hear(watch({ after: at(3) }), 4)

    expect(heard).toEqual(['ready', 4, 'ready', 5])
    expect(positions()).toEqual([at(3), at(4)])
  })

  it('asks again where there is a gap', async () => {
    await open(
      (visit) => visit.say(ready(3), said(4), said(6)),
      (visit) => visit.say(ready(6), said(5), said(6)),
    )

    const heard = await hear(watch({ after: at(3) }), 5)

    expect(heard).toEqual(['ready', 4, 'ready', 5, 6])
    expect(positions()).toEqual([at(3), at(4)])
  })

  it('hears that the log does not go on, and goes on from the new place', async () => {
    await open(
      (visit) => {
        visit.say(reset(), ready(7))
        setTimeout(() => visit.hangUp(), 50)
      },
      (visit) => visit.say(ready(7), said(8)),
    )

    const heard = await hear(watch({ after: at(90) }), 4)

    expect(heard).toEqual(['reset', 'ready', 'ready', 8])
    expect(positions()).toEqual([at(90), at(7)])
  })

  it('comes again when the house says so, and not before', async () => {
    let [left, came] = [0, 0]
    await open(
      (visit) => {
        visit.say(ready(3), bye('draining', 700))
        left = performance.now()
      },
      (visit) => {
        came = performance.now()
        visit.say(ready(3))
      },
    )

    const heard = await hear(watch({ after: at(3) }), 2)

    expect(heard).toEqual(['ready', 'ready'])
    expect(came - left).toBeGreaterThan(699)
  })

  it('ends with the goodbye after which nobody should come again', async () => {
    await open((visit) => visit.say(ready(3), bye('session-ended')))

    expect(await hear(watch(), 3)).toEqual(['ready', 'bye', 'end'])
    expect(room.visits).toHaveLength(1)
  })

  it.each([400, 401, 403, 404])('ends where the house says no: %i', async (status) => {
    room = await aRoom((visit) => visit.refuse(status))

    await expect(watch({ after: 'x' }).next()).rejects.toMatchObject({
      name: 'ProblemError',
      status,
    })
    expect(new Set(positions())).toEqual(new Set(['x']))
  })

  it.each([429, 503])(
    'waits where the house cannot now, as long as it says: %i',
    async (status) => {
      const begun = performance.now()
      room = await aRoom((visit) =>
        performance.now() - begun < 900
          ? visit.refuse(status, { 'Retry-After': '1' })
          : visit.say(ready(3)),
      )

      expect(await hear(watch(), 1)).toEqual(['ready'])
      expect(performance.now() - begun).toBeGreaterThan(1_000)
      expect(room.visits.length).toBeLessThan(5)
    },
  )

  it('ends with an error where a frame is not what was promised', async () => {
    await open((visit) => visit.mumble('{"type":"lot-stolen"}'))

    await expect(watch().next()).rejects.toMatchObject({ name: 'ZodError' })
  })

  it('gives up a line that has been silent for 40 seconds', async () => {
    await open(
      (visit) => visit.say(ready(3)),
      (visit) => visit.say(ready(3), said(4)),
    )
    const watching = watch({ after: at(3) })
    await hear(watching, 1)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const next = hear(watching, 2)

    await vi.advanceTimersByTimeAsync(39_000)
    const early = room.visits.length
    await vi.advanceTimersByTimeAsync(1_500)
    vi.useRealTimers()

    expect(await next).toEqual(['ready', 4])
    expect([early, ...positions()]).toEqual([1, at(3), at(3)])
  })

  it('shows the token', async () => {
    await open((visit) => visit.say(ready(3)))

    await hear(watch({ token: 'abc' }), 1)

    expect(room.visits[0]?.authorization).toBe('Bearer abc')
  })

  it('ends without an error when it is aborted while nothing happens', async () => {
    await open((visit) => visit.say(ready(3)))
    const leaving = new AbortController()
    const watching = watch({ signal: leaving.signal })
    await hear(watching, 1)
    const end = hear(watching, 1)

    leaving.abort()

    expect(await end).toEqual(['end'])
    await room.visits[0]?.gone
  })

  it('ends without an error when it is aborted while it waits to come again', async () => {
    await open((visit) => visit.say(ready(3), bye('draining', 60_000)))
    const leaving = new AbortController()
    const watching = watch({ signal: leaving.signal })
    await hear(watching, 1)
    const end = hear(watching, 1)
    await room.visits[0]?.gone

    leaving.abort()

    expect(await end).toEqual(['end'])
    expect(room.visits).toHaveLength(1)
  })

  it('leaves the room when it leaves the loop', async () => {
    await open((visit) => visit.say(ready(3), said(4)))

    for await (const news of watchRoom(room.url, LOT, { transport })) if ('seq' in news) break

    await room.visits[0]?.gone
    expect(room.visits).toHaveLength(1)
  })
})
