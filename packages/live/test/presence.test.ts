import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { AClient } from './a-client.ts'
import { aLive, seconds } from './a-live.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const presenceOf = ({ heard }: AClient) => heard.filter((frame) => frame.startsWith('presence'))

describe('who watches a room', () => {
  it('is told to all in it within a second after somebody has come or left', async () => {
    const { aClient } = aLive()
    const ada = await aClient()
    await seconds(1)
    const ben = await aClient()
    await seconds(1)
    await ben.leave()
    await seconds(1)

    expect(presenceOf(ada)).toEqual(['presence 1', 'presence 2', 'presence 1'])
    expect(presenceOf(ben)).toEqual(['presence 1', 'presence 2'])
  })

  it('is told with those in other processes', async () => {
    const { aClient, elsewhere } = aLive()
    const ada = await aClient()
    await seconds(1)
    elsewhere.watching = 5

    await seconds(1)

    expect(presenceOf(ada)).toEqual(['presence 1', 'presence 6'])
  })

  it('is told once a second, however many come', async () => {
    const { aClient } = aLive()
    const ada = await aClient()
    await seconds(1)

    for (let count = 0; count < 20; count += 1) await aClient()
    await seconds(1)

    expect(presenceOf(ada)).toEqual(['presence 1', 'presence 21'])
  })

  it('is not told again while it is the same', async () => {
    const { aClient } = aLive()
    const ada = await aClient()

    await seconds(60)

    expect(presenceOf(ada)).toEqual(['presence 1'])
  })

  it('comes with versions that rise', async () => {
    const { aClient, elsewhere } = aLive()
    const ada = await aClient()
    for (const watching of [1, 2, 3]) {
      elsewhere.watching = watching
      await seconds(1)
    }

    const versions = ada.frames
      .filter(({ type }) => type === 'presence')
      .map(({ text }) => JSON.parse(text).data.version as number)

    expect(versions).toHaveLength(3)
    expect(versions).toEqual([...new Set(versions)].toSorted((a, b) => a - b))
  })
})

describe('what a process reports', () => {
  it('is news at once, and the same every ten seconds', async () => {
    const { aClient, told } = aLive()
    await aClient()
    await aClient()
    await seconds(1)
    const first = [...told.reports]

    await seconds(30)

    expect(first).toEqual(['2'])
    expect(told.reports).toEqual(['2', '2', '2', '2'])
  })

  it('is nobody, once the last has left', async () => {
    const { aClient, told } = aLive()
    const ada = await aClient()
    await seconds(1)
    await ada.leave()

    await seconds(1)

    expect(told.reports).toEqual(['1', 'none'])
  })

  it('stays news where a report is lost', async () => {
    const { aClient, told, elsewhere } = aLive()
    const ada = await aClient()
    elsewhere.isReportLost = true
    await seconds(3)
    elsewhere.isReportLost = false

    await seconds(1)

    expect(told.reports).toEqual(['1'])
    expect(presenceOf(ada)).toEqual(['presence 1'])
  })

  it('counts nobody who has left before the room was open', async () => {
    const { log, watch, told } = aLive()
    const watching = await watch()
    const letGo = log.hold()
    const first = watching.next()
    await seconds(0)
    await watching.return()

    letGo()
    await first
    await seconds(2)

    expect(told.reports.filter((report) => report !== 'none')).toEqual([])
  })
})
