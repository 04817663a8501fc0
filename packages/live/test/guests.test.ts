import { DomainError } from '@gavel/domain'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Visitor } from '../src/live.ts'
import { ada, aLive, seconds } from './a-live.ts'
import { ALog, ROOM } from './a-log.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const tooMany = expect.objectContaining({ code: 'too-many-requests' })

describe('streams of one user, and of one address', () => {
  const adas: Partial<Visitor> = { caller: ada, address: '192.0.2.1' }

  it('are refused above the limit, and not below it', async () => {
    const { watch } = aLive({ limits: { perUser: 2, perAddress: 3 } })
    await watch(adas)
    await watch(adas)

    await expect(watch(adas)).rejects.toThrow(tooMany)
    await expect(watch({ ...adas, caller: null })).resolves.toBeDefined()
    await expect(watch({ ...adas, caller: null })).rejects.toThrow(tooMany)
    await expect(watch({ ...adas, address: '192.0.2.2' })).rejects.toThrow(tooMany)
    await expect(watch({})).resolves.toBeDefined()
  })

  it('give their place back once, however often they end', async () => {
    const { watch } = aLive({ limits: { perUser: 2, perAddress: 100 } })
    const [first] = [await watch(adas), await watch(adas)]

    for (let time = 0; time < 3; time += 1) await first.return()

    await expect(watch(adas)).resolves.toBeDefined()
    await expect(watch(adas)).rejects.toThrow(tooMany)
  })

  it('give their place back where the house ends them', async () => {
    const { watch, aClient, elsewhere } = aLive({ limits: { perUser: 1, perAddress: 100 } })
    const client = await aClient({ ...adas, token: 'token' })
    elsewhere.endedTokens.add('token')

    await seconds(30)

    expect(client.hasEnded).toBe(true)
    await expect(watch(adas)).resolves.toBeDefined()
  })

  it('that are never begun hold their place for twenty seconds', async () => {
    const { watch } = aLive({ limits: { perUser: 1, perAddress: 100 } })
    await watch(adas)
    await seconds(19)
    await expect(watch(adas)).rejects.toThrow(tooMany)

    await seconds(2)

    await expect(watch(adas)).resolves.toBeDefined()
  })
})

describe('the session behind a stream', () => {
  it('ends the stream with it, within thirty seconds', async () => {
    const { aClient, elsewhere } = aLive()
    const [one, other] = [
      await aClient({ caller: ada, token: 'token' }),
      await aClient({ caller: ada, token: 'another' }),
    ]
    await seconds(16)
    elsewhere.endedTokens.add('token')

    await seconds(29)

    expect(one.heard.at(-1)).toBe('bye session-ended')
    expect(one.hasEnded).toBe(true)
    expect(other.hasEnded).toBe(false)
  })

  it('ends also that of a client that has just stalled, within thirty seconds', async () => {
    const { log, aClient, elsewhere, wake } = aLive()
    const client = await aClient({ caller: ada, token: 'token' })
    await seconds(16)
    elsewhere.endedTokens.add('token')
    await seconds(13)
    client.stall()
    log.tell()
    wake()

    await seconds(16)

    expect(client.heard.at(-1)).toBe('event 1')
    expect(client.watching.signal.aborted).toBe(true)
  })

  it('ends nothing where it cannot be looked at', async () => {
    const { log, aClient, told } = aLive()
    const client = await aClient({ caller: ada, token: 'token' })
    log.isAway = true

    await seconds(60)

    expect(client.hasEnded).toBe(false)
    expect(told.failures).toContainEqual(new Error('The database is away'))
  })
})

describe('a stream of Server-Sent Events', () => {
  it('is renewed after five minutes: nobody can ping its other end', async () => {
    const { aClient } = aLive()
    const client = await aClient({ by: 'sse' })
    await seconds(299)
    const before = client.hasEnded

    await seconds(1)

    expect(before).toBe(false)
    expect(client.heard.at(-1)).toBe('bye renew')
    expect(JSON.parse(client.frames.at(-1)?.text ?? '').data).toMatchObject({ reconnect: true })
  })

  it('is not, over WebSocket', async () => {
    const { aClient } = aLive()
    const client = await aClient({ by: 'websocket' })

    await seconds(3_600)

    expect(client.hasEnded).toBe(false)
  })
})

describe('a house that closes', () => {
  it('says goodbye to everybody, and asks them to spread their return over two seconds', async () => {
    const { live, told, elsewhere, aClient } = aLive({ log: new ALog(1) })
    const clients = []
    for (let count = 0; count < 30; count += 1) clients.push(await aClient())

    const drained = live.drain()
    await seconds(1)
    await drained

    const waits = clients.map(
      ({ frames }) => JSON.parse(frames.at(-1)?.text ?? '').data.retryAfterMs as number,
    )
    expect(clients.every(({ hasEnded }) => hasEnded)).toBe(true)
    expect(new Set(clients.map(({ heard }) => heard.at(-1)))).toEqual(new Set(['bye draining']))
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...waits)).toBeLessThanOrEqual(2_000)
    expect(new Set(waits).size).toBeGreaterThan(10)
    expect(elsewhere.isHeard).toBe(false)
    expect(told.reports.at(-1)).toBe('none')
  })

  it('leaves nothing running', async () => {
    const { live, aClient } = aLive()
    await aClient()

    const drained = live.drain()
    await seconds(1)
    await drained

    expect(vi.getTimerCount()).toBe(0)
  })

  it('waits five seconds for those who take nothing, and no longer', async () => {
    const { live, aClient } = aLive()
    const { watching } = await aClient({}, { isStalled: true })
    let isDrained = false
    void live.drain().then(() => {
      isDrained = true
    })

    await seconds(4)
    const before = [isDrained, watching.signal.aborted]
    await seconds(2)

    expect(before).toEqual([false, false])
    expect([isDrained, watching.signal.aborted]).toEqual([true, true])
  })

  it('lets nobody in any more', async () => {
    const { live, watch } = aLive()

    const drained = live.drain()

    await expect(watch()).rejects.toThrow(DomainError)
    await expect(watch()).rejects.toMatchObject({ code: 'unavailable' })
    await drained
  })

  it('lets nobody in who was still at the door', async () => {
    const { live, log, watch } = aLive()
    const letGo = log.hold()
    const asked = watch({ lotId: ROOM }).catch((error: unknown) => error)
    await seconds(0)

    const drained = live.drain()
    letGo()

    expect(await asked).toMatchObject({ code: 'unavailable' })
    await drained
  })

  it('closes once, however often it is told to', async () => {
    const { live } = aLive()

    expect(live.drain()).toBe(live.drain())
    await live.drain()
  })

  it('closes though its last report is lost', async () => {
    const { live, elsewhere, told } = aLive()
    elsewhere.isReportLost = true

    await live.drain()

    expect(told.failures).toEqual([new Error('The report is lost')])
  })
})
