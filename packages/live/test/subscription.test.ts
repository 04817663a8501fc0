import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AClient, events } from './a-client.ts'
import { ALog } from './a-log.ts'
import { aSubscription, frames, seconds, settled, steps, told } from './a-subscription.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a stream', () => {
  it('without a place begins at the end of the log, and goes on with what comes', async () => {
    const log = new ALog(3)
    const { watching, tail } = aSubscription(log)
    const client = new AClient(watching)
    await settled()

    await told(log, tail, 2)
    await told(log, tail)

    expect(client.heard).toEqual(['ready 3', ...events(4, 6)])
  })

  it('after a place hands on all that came after it, and then what comes', async () => {
    const log = new ALog(200)
    const { watching, tail } = aSubscription(log, { after: 50 })
    const client = new AClient(watching)
    await settled()

    await told(log, tail, 100)

    expect(client.heard).toEqual(['ready 200', ...events(51, 300)])
  })

  it('from the very beginning has all of it', async () => {
    const { watching } = aSubscription(new ALog(3), { after: 0 })
    const client = new AClient(watching)

    await settled()

    expect(client.heard).toEqual(['ready 3', ...events(1, 3)])
  })

  it('after a place that this process has not seen yet misses nothing', async () => {
    const log = new ALog(3)
    const { watching, tail } = aSubscription(log, { after: 5 })
    await tail.open()
    log.tell(4)
    const client = new AClient(watching)

    await settled()

    expect(client.heard).toEqual(['ready 7', 'event 6', 'event 7'])
  })

  it.each([
    { name: 'ahead of the log', after: 9 },
    { name: 'in another log', after: Number.MAX_SAFE_INTEGER },
    { name: 'that was trimmed', after: 1 },
  ])('after a place $name begins anew at its end', async ({ after }) => {
    const log = new ALog(5)
    log.trim(3)
    const { watching, tail } = aSubscription(log, { after })
    const client = new AClient(watching)
    await settled()

    await told(log, tail)

    expect(client.heard).toEqual(['reset', 'ready 5', 'event 6'])
  })

  it('misses nothing that comes between its reading and its waiting', async () => {
    // Wherever the stream stands when something is told, it hears of it.
    for (let step = 0; step < 30; step += 1) {
      const log = new ALog(1)
      const { watching, tail } = aSubscription(log)
      await tail.open()
      const client = new AClient(watching)
      await steps(step)

      await told(log, tail)

      expect(client.heard.filter((heard) => heard !== 'ready 1' && heard !== 'ready 2')).toEqual(
        client.heard[0] === 'ready 2' ? [] : ['event 2'],
      )
    }
  })

  it('hands nothing on that was not asked for', async () => {
    const log = new ALog()
    const { watching, tail } = aSubscription(log)
    const client = new AClient(watching)
    await settled()
    client.stall()
    await told(log, tail)
    const reads = log.reads.after

    watching.wake()
    await settled()

    expect(client.heard).toEqual(['ready 0', 'event 1'])
    expect(log.reads.after).toBe(reads)
  })

  it('tells once of those who watch', async () => {
    const log = new ALog()
    const { watching, tail } = aSubscription(log)
    const client = new AClient(watching)
    watching.tellPresence(frames.presence({ watching: 1, version: 1 }))
    await settled()

    await told(log, tail)

    expect(client.heard).toEqual(['ready 0', 'presence 1', 'event 1'])
  })

  it('tells of those who watch as it is now, not of all that was', async () => {
    const { watching } = aSubscription(new ALog())
    const client = new AClient(watching, { isStalled: true })
    for (const count of [1, 2, 3])
      watching.tellPresence(frames.presence({ watching: count, version: count }))

    const { value } = await watching.next()
    watching.tellPresence(frames.presence({ watching: 4, version: 4 }))
    const { value: then } = await watching.next()

    expect(client.heard).toEqual([])
    expect([value, then].map((turn) => turn?.map(({ type }) => type))).toEqual([
      ['ready', 'presence'],
      ['presence'],
    ])
    expect(then?.[0]?.text).toContain('"watching":4')
  })
})

describe('a heartbeat', () => {
  it('comes every fifteen seconds, with the end of the log', async () => {
    const log = new ALog(3)
    const { watching, tail } = aSubscription(log)
    const client = new AClient(watching)
    await settled()

    await seconds(14, watching)
    const early = client.heard
    await seconds(1, watching)
    await told(log, tail)
    await seconds(15, watching)

    expect(early).toEqual(['ready 3'])
    expect(client.heard).toEqual(['ready 3', 'hb 3', 'event 4', 'hb 4'])
    expect(JSON.parse(client.frames.at(-1)?.text ?? '').data.serverNow).toBe(
      new Date().toISOString(),
    )
  })

  it('for which the clock cannot be read costs no event', async () => {
    const log = new ALog()
    const { watching, tail, seen } = aSubscription(log)
    const client = new AClient(watching)
    await settled()
    seen.isClockAway = true
    await seconds(15, watching)
    await told(log, tail)
    seen.isClockAway = false

    await seconds(1, watching)

    expect(client.heard).toEqual(['ready 0', 'event 1', 'hb 1'])
    expect(seen.failures.length).toBeGreaterThan(0)
  })
})

describe('a read that fails', () => {
  it('costs nothing but time, as the stream begins', async () => {
    const log = new ALog(3)
    log.isAway = true
    const { watching, seen } = aSubscription(log, { after: 1 })
    const client = new AClient(watching)
    await seconds(3, watching)
    const meanwhile = client.heard
    log.isAway = false

    await seconds(1, watching)

    expect(meanwhile).toEqual([])
    expect(client.heard).toEqual(['ready 3', 'event 2', 'event 3'])
    expect(seen).toMatchObject({ entered: 1, left: 0 })
    expect(seen.failures[0]).toEqual(new Error('The database is away'))
  })

  it('costs nothing but time, in the middle of the log', async () => {
    const log = new ALog(200)
    const { watching } = aSubscription(log, { after: 0 })
    const client = new AClient(watching)
    const goOn = client.stall()
    await settled()
    log.isAway = true
    goOn()
    await seconds(3, watching)
    log.isAway = false

    await seconds(1, watching)

    expect(client.heard).toEqual(['ready 200', ...events(1, 200)])
  })
})
