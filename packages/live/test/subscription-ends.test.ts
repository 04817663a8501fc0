import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AClient, events } from './a-client.ts'
import { ALog } from './a-log.ts'
import { aSubscription, seconds, settled } from './a-subscription.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Somebody who watches a log of three from its beginning. */
const aReader = (log = new ALog(3)) => ({ log, ...aSubscription(log, { after: 0 }) })

describe('a stream that is ended', () => {
  it('says why, as its last frame', async () => {
    const { watching, seen } = aReader()
    const client = new AClient(watching)
    await settled()

    watching.end('draining', 800)
    await settled()

    expect(client.heard).toEqual(['ready 3', ...events(1, 3), 'bye draining'])
    expect(client).toMatchObject({ hasEnded: true })
    expect(JSON.parse(client.frames.at(-1)?.text ?? '').data.retryAfterMs).toBe(800)
    expect(seen.left).toBe(1)
    expect(watching.signal.aborted).toBe(false)
  })

  it('says the first reason of several', async () => {
    const { watching } = aReader()
    const client = new AClient(watching)
    await settled()

    watching.end('session-ended')
    watching.end('renew')
    await settled()

    expect(client.heard.filter((heard) => heard.startsWith('bye'))).toEqual(['bye session-ended'])
  })

  it('says so at once, though the database takes its time', async () => {
    const { watching, log } = aReader()
    log.hold()
    const client = new AClient(watching)
    await settled()

    watching.end('draining')
    await settled()

    expect(client.heard).toEqual(['bye draining'])
    expect(client.hasEnded).toBe(true)
  })

  it('is given up ten seconds later, where nobody takes the last frame', async () => {
    const { watching, seen } = aReader()
    const client = new AClient(watching)
    client.stall()
    await settled()
    watching.end('renew')

    await seconds(9, watching)
    const before = watching.signal.aborted
    await seconds(1, watching)

    expect(before).toBe(false)
    expect(watching.signal.aborted).toBe(true)
    expect(seen.left).toBe(1)
  })
})

describe('a client that takes nothing', () => {
  it('for ten seconds is slow: the next thing it hears is goodbye', async () => {
    const { watching, log, tail } = aReader()
    const client = new AClient(watching)
    const goOn = client.stall()
    await settled()
    await seconds(10, watching)
    log.tell()
    await tail.wake()

    goOn()
    await settled()

    expect(client.heard).toEqual(['ready 3', ...events(1, 3), 'bye slow'])
    expect(client.hasEnded).toBe(true)
  })

  it('for nine seconds is not', async () => {
    const { watching, log, tail } = aReader()
    const client = new AClient(watching)
    const goOn = client.stall()
    await settled()
    await seconds(9, watching)
    log.tell()
    await tail.wake()

    goOn()
    await seconds(2, watching)

    expect(client.heard).toEqual(['ready 3', ...events(1, 4)])
  })

  it('for twenty seconds is given up', async () => {
    const { watching, seen } = aReader()
    const client = new AClient(watching)
    client.stall()
    await settled()

    await seconds(19, watching)
    const before = watching.signal.aborted
    await seconds(1, watching)

    expect(before).toBe(false)
    expect(watching.signal.aborted).toBe(true)
    expect(seen.left).toBe(1)
    expect(client.heard).not.toContain('bye slow')
  })

  it('since the very start holds no place for ever', async () => {
    const { watching, seen } = aReader()

    await seconds(20, watching)

    expect(seen.left).toBe(1)
    expect(await watching.next()).toEqual({ done: true, value: undefined })
  })

  it('because there is nothing to take is not slow', async () => {
    const { watching } = aReader(new ALog())
    const client = new AClient(watching)
    await settled()

    await seconds(60, watching)

    expect(client.heard).toEqual(['ready 0', 'hb 0', 'hb 0', 'hb 0', 'hb 0'])
  })
})

describe('a client that leaves', () => {
  it('ends at once what it waits for, and leaves once', async () => {
    const { watching, seen } = aReader(new ALog())
    await watching.next()
    const next = watching.next()

    const returned = await watching.return()
    await watching.return()

    expect(returned).toEqual({ done: true, value: undefined })
    expect(await next).toEqual({ done: true, value: undefined })
    expect(await watching.next()).toEqual({ done: true, value: undefined })
    expect(seen.left).toBe(1)
    expect(watching.signal.aborted).toBe(true)
  })

  it('waits for no database', async () => {
    const { watching, log, seen } = aReader()
    log.hold()
    const next = watching.next()
    await settled()

    await watching.return()

    expect(await next).toEqual({ done: true, value: undefined })
    expect(seen.left).toBe(1)
  })

  it('before it has asked for anything gives its place back', async () => {
    const { watching, log, seen } = aReader()

    await watching.return()

    expect(seen.left).toBe(1)
    expect(log.reads).toEqual({ after: 0, tops: 0 })
  })
})

describe('a stream as Server-Sent Events', () => {
  it('has the frames of a turn in one piece, and ends with the last', async () => {
    const { watching } = aReader()
    const pieces: string[] = []

    for await (const piece of watching.sse()) {
      pieces.push(piece.toString())
      watching.end('renew')
    }

    const names = pieces.map((piece) =>
      [...piece.matchAll(/^event: (.*)$/gm)].map(([, name]) => name),
    )
    expect(names).toEqual([['ready', ...Array(3).fill('lot-withdrawn')], ['bye']])
  })

  it('leaves when whoever reads it does', async () => {
    const { watching, seen } = aReader()

    for await (const piece of watching.sse()) if (piece.length > 0) break

    expect(seen.left).toBe(1)
    expect(watching.signal.aborted).toBe(true)
  })
})
