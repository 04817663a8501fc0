import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { events } from './a-client.ts'
import { aLive, seconds } from './a-live.ts'
import { ALog, EPOCH, OTHER_ROOM } from './a-log.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a room that is watched', () => {
  it('is heard of as soon as there is a wake-up, by everybody in the same order', async () => {
    const { log, aClient, wake } = aLive({ log: new ALog(3) })
    const clients = [await aClient(), await aClient(), await aClient({ by: 'sse' })]

    log.tell(2)
    wake()
    await seconds(0)

    for (const client of clients) expect(client.heard).toEqual(['ready 3', ...events(4, 5)])
  })

  it('is heard of once, though there are many wake-ups', async () => {
    const { log, aClient, wake } = aLive()
    const client = await aClient()

    log.tell()
    for (let time = 0; time < 5; time += 1) wake()
    await seconds(0)
    wake()
    await seconds(0)

    expect(client.heard).toEqual(['ready 0', 'event 1'])
  })

  it('is heard of within a second, though the wake-up is lost', async () => {
    const { log, aClient } = aLive()
    const client = await aClient()

    log.tell(70)
    await seconds(1)

    expect(client.heard.filter((heard) => heard.startsWith('event'))).toEqual(events(1, 70))
  })

  it('is woken with others that nobody watches here', async () => {
    const { log, aClient, wake } = aLive()
    const client = await aClient()

    log.tell()
    wake(OTHER_ROOM)
    await seconds(0)

    expect(client.heard).toEqual(['ready 0'])
  })

  it('goes on after a position of its log', async () => {
    const { aClient } = aLive({ log: new ALog(5) })

    const client = await aClient({ after: { epoch: EPOCH, seq: 3 } })

    expect(client.heard).toEqual(['ready 5', ...events(4, 5)])
  })

  it.each([
    { name: 'of another log', after: { epoch: 'another1', seq: 3 } },
    { name: 'ahead of its log', after: { epoch: EPOCH, seq: 6 } },
    { name: 'before what was trimmed', after: { epoch: EPOCH, seq: 0 } },
  ])('begins anew after a position $name', async ({ after }) => {
    const log = new ALog(5)
    log.trim(2)
    const { aClient } = aLive({ log })

    const client = await aClient({ after })

    expect(client.heard).toEqual(['reset', 'ready 5'])
  })

  it('has no stream to offer where there is no such lot', async () => {
    const { watch } = aLive({ limits: { perUser: 1, perAddress: 1 } })
    const address = '192.0.2.1'

    await expect(watch({ lotId: OTHER_ROOM, address })).rejects.toMatchObject({ code: 'not-found' })
    await expect(watch({ address })).resolves.toBeDefined()
  })

  it('is put away some seconds after the last has left, and opened again', async () => {
    const { log, aClient } = aLive()
    await (await aClient()).leave()
    await seconds(7)
    const { tops } = log.reads
    await seconds(60)
    const readMeanwhile = log.reads.tops - tops
    log.tell()

    const client = await aClient()

    expect(readMeanwhile).toBe(0)
    expect(client.heard).toEqual(['ready 1'])
  })
})

describe('a database that is away', () => {
  it('costs those who watch nothing but time', async () => {
    const { log, told, aClient, wake } = aLive({ log: new ALog(1) })
    const client = await aClient()
    log.isAway = true
    log.tell(3)
    wake()
    await seconds(10)
    const meanwhile = client.heard
    log.isAway = false

    await seconds(1)

    expect(meanwhile.filter((heard) => heard.startsWith('event'))).toEqual([])
    expect(client.heard.filter((heard) => heard.startsWith('event'))).toEqual(events(2, 4))
    expect(client.hasEnded).toBe(false)
    expect(told.failures.length).toBeGreaterThan(0)
  })

  it('as the room is opened costs nothing but time', async () => {
    const { log, aClient, watch } = aLive({ log: new ALog(3) })
    const watching = await watch({ after: { epoch: EPOCH, seq: 1 } })
    log.isAway = true
    const first = watching.next()
    await seconds(3)
    log.isAway = false

    await seconds(1)

    const { value } = await first
    expect(value?.map(({ type }) => type).slice(0, 3)).toEqual([
      'ready',
      'lot-withdrawn',
      'lot-withdrawn',
    ])
    expect((await aClient()).heard[0]).toBe('ready 3')
  })

  it('lets nobody in', async () => {
    const { log, watch } = aLive({ limits: { perUser: 1, perAddress: 1 } })
    log.isAway = true
    await expect(watch({ address: '192.0.2.1' })).rejects.toThrow('away')

    log.isAway = false

    await expect(watch({ address: '192.0.2.1' })).resolves.toBeDefined()
  })

  it('and comes back long after those who watched have left is nobody’s any more', async () => {
    const { log, told, aClient } = aLive()
    const client = await aClient()
    const letGo = log.hold()
    const next = client.leave()
    await seconds(10)

    letGo()
    await seconds(10)
    await next

    expect(told.reports.at(-1)).toBe('none')
    expect(told.failures).toEqual([])
  })
})
