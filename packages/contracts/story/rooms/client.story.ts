import { setTimeout as pause } from 'node:timers/promises'
import type { LotView } from '@gavel/domain'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LoggedFrame } from '../../src/room-frames.ts'
import { watchRoom } from '../../src/watch/watch-room.ts'
import { NOBODYS_ID } from '../door/door.ts'
import { baseUrl } from '../given.ts'
import {
  anybody,
  arrive,
  beginningOf,
  euros,
  openLot,
  type Person,
  placeBid,
  say,
} from '../house.ts'
import { breakerTo } from './breaker.ts'
import { openSse } from './sse.ts'
import { leaveAll } from './stream.ts'
import { hasWebSocket, overBoth } from './transports.ts'

// The package's own client, over lines that break. What it hears is held to the log itself.

let seller: Person
let ben: Person
let cleo: Person

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([arrive('Selma'), arrive('Ben'), arrive('Cleo')])
})

afterEach(leaveAll)

const END = 'The end.'
const isEnd = (event: LoggedFrame): boolean =>
  event.type === 'message-posted' && event.data.text === END

/**
 * Everybody bids and talks for so long, and until whatever must have happened has, and then somebody
 * says that this is the end.
 */
async function passEvening(lot: LotView, seconds: number, hasHappened = () => true): Promise<void> {
  const end = performance.now() + seconds * 1_000
  for (let round = 1; performance.now() < end || !hasHappened(); round += 1) {
    await Promise.all([
      placeBid(ben, lot, euros(100 + round * 40)).catch(() => {}),
      placeBid(cleo, lot, euros(100 + round * 41)).catch(() => {}),
      say(seller, lot, `Round ${round}`),
    ])
    await pause(20)
  }
  await say(seller, lot, END)
}

/** All that the log has, up to the end. */
async function wholeLog(lot: LotView): Promise<LoggedFrame[]> {
  const { position } = await anybody.readRoom({ lotId: lot.id })
  const stream = await openSse(lot.id, { after: await beginningOf(lot.id) })
  return stream.eventsUpTo(Number(position.split(':')[1]))
}

const after = (position: string, log: LoggedFrame[]): LoggedFrame[] =>
  log.slice(Number(position.split(':')[1]))

overBoth('the client', ({ transport }) => {
  it('hears each event once and in order, while its line breaks again and again', async () => {
    const lot = await openLot(seller)
    const line = await breakerTo(baseUrl)
    const { position } = await anybody.readRoom({ lotId: lot.id })
    const heard: LoggedFrame[] = []
    const listen = async () => {
      const watching = watchRoom(line.url, lot.id, { transport, after: position })
      for await (const news of watching) {
        if ('seq' in news) heard.push(news)
        if ('seq' in news && isEnd(news)) break
      }
    }
    let isOver = false
    const breaks = async () => {
      while (!isOver) {
        await pause(100 + Math.random() * 300)
        line.cut()
      }
    }

    const listening = listen()
    const breaking = breaks()
    await passEvening(lot, 4, () => line.count() > 5)
    isOver = true
    await Promise.all([listening, breaking])
    await line.close()

    expect(heard).toEqual(after(position, await wholeLog(lot)))
    expect(line.count()).toBeGreaterThan(5)
  })

  it('goes on from any snapshot, and from wherever it was left', async () => {
    const lot = await openLot(seller)
    const visit = async () => {
      const { position } = await anybody.readRoom({ lotId: lot.id })
      const heard: LoggedFrame[] = []
      let place = position
      while (!heard.some(isEnd)) {
        const leaving = new AbortController()
        const { signal } = leaving
        for await (const news of watchRoom(baseUrl, lot.id, { transport, after: place, signal })) {
          if (news.type === 'ready') setTimeout(() => leaving.abort(), 50 + Math.random() * 200)
          if (!('seq' in news)) continue
          heard.push(news)
          place = `${news.epoch}:${news.seq}`
          if (isEnd(news)) break
        }
      }
      return { position, heard }
    }

    const visits = [visit(), pause(200).then(visit), pause(400).then(visit), pause(600).then(visit)]
    await passEvening(lot, 2)
    const ended = await Promise.all(visits)

    const log = await wholeLog(lot)
    for (const { position, heard } of ended) expect(heard).toEqual(after(position, log))
  })

  it('ends where the house says no', async () => {
    const lot = await openLot(seller)
    const refused = [
      { watching: watchRoom(baseUrl, NOBODYS_ID, { transport }), status: 404 },
      { watching: watchRoom(baseUrl, lot.id, { transport, token: 'made-up' }), status: 401 },
      { watching: watchRoom(baseUrl, lot.id, { transport, after: 'garbage' }), status: 400 },
    ]

    for (const { watching, status } of refused)
      await expect(watching.next()).rejects.toMatchObject({ name: 'ProblemError', status })
  })

  it('is told to read the room again where its position is of no log', async () => {
    const lot = await openLot(seller)
    const watching = watchRoom(baseUrl, lot.id, { transport, after: 'zzzzzzzz:1' })

    const first = await watching.next()
    await watching.return()

    expect(first.value).toMatchObject({ type: 'reset', room: lot.id })
  })
})

const thereIs = hasWebSocket ? ' (skipped: this server has it)' : ''

describe.skipIf(hasWebSocket)(`the client, where there is no WebSocket${thereIs}`, () => {
  it('ends, and says so', async () => {
    const lot = await openLot(seller)

    const watching = watchRoom(baseUrl, lot.id, { transport: 'ws' })

    await expect(watching.next()).rejects.toMatchObject({ status: 501, code: 'no-websocket' })
  })
})
