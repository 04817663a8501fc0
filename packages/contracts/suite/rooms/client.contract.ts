import { setTimeout as pause } from 'node:timers/promises'
import type { LotView } from '@gavel/domain'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { LoggedFrame } from '../../src/room-frames.ts'
import { watchRoom } from '../../src/watch/watch-room.ts'
import { UNKNOWN_ID } from '../operations.ts'
import { baseUrl } from '../given.ts'
import {
  anonymous,
  newUser,
  startOf,
  euros,
  openLot,
  type TestUser,
  placeBid,
  postMessage,
} from '../fixtures.ts'
import { breakerTo } from './breaker.ts'
import { openSse } from './sse.ts'
import { leaveAll } from './stream.ts'
import { hasWebSocket, overBoth } from './transports.ts'

// `watchRoom` over connections that break. Its events are compared with the complete log.

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([newUser('Selma'), newUser('Ben'), newUser('Cleo')])
})

afterEach(leaveAll)

const END = 'The end.'
const isEnd = (event: LoggedFrame): boolean =>
  event.type === 'message-posted' && event.data.text === END

/**
 * Places bids and posts messages for `seconds`, and longer until `isDone`, then posts a last message.
 */
async function generateEvents(lot: LotView, seconds: number, isDone = () => true): Promise<void> {
  const end = performance.now() + seconds * 1_000
  for (let round = 1; performance.now() < end || !isDone(); round += 1) {
    await Promise.all([
      placeBid(ben, lot, euros(100 + round * 40)).catch(() => {}),
      placeBid(cleo, lot, euros(100 + round * 41)).catch(() => {}),
      postMessage(seller, lot, `Round ${round}`),
    ])
    await pause(20)
  }
  await postMessage(seller, lot, END)
}

/** The complete log up to the last message. */
async function wholeLog(lot: LotView): Promise<LoggedFrame[]> {
  const { position } = await anonymous.readRoom({ lotId: lot.id })
  const stream = await openSse(lot.id, { after: await startOf(lot.id) })
  return stream.eventsUpTo(Number(position.split(':')[1]))
}

const after = (position: string, log: LoggedFrame[]): LoggedFrame[] =>
  log.slice(Number(position.split(':')[1]))

overBoth('watchRoom', ({ transport }) => {
  it('yields each event once and in order while its connection breaks repeatedly', async () => {
    const lot = await openLot(seller)
    const line = await breakerTo(baseUrl)
    const { position } = await anonymous.readRoom({ lotId: lot.id })
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
    await generateEvents(lot, 4, () => line.count() > 5)
    isOver = true
    await Promise.all([listening, breaking])
    await line.close()

    expect(heard).toEqual(after(position, await wholeLog(lot)))
    expect(line.count()).toBeGreaterThan(5)
  })

  it('continues from any snapshot and from any position', async () => {
    const lot = await openLot(seller)
    const visit = async () => {
      const { position } = await anonymous.readRoom({ lotId: lot.id })
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
    await generateEvents(lot, 2)
    const ended = await Promise.all(visits)

    const log = await wholeLog(lot)
    for (const { position, heard } of ended) expect(heard).toEqual(after(position, log))
  })

  it('throws ProblemError if the server rejects the request', async () => {
    const lot = await openLot(seller)
    const refused = [
      { watching: watchRoom(baseUrl, UNKNOWN_ID, { transport }), status: 404 },
      { watching: watchRoom(baseUrl, lot.id, { transport, token: 'made-up' }), status: 401 },
      { watching: watchRoom(baseUrl, lot.id, { transport, after: 'garbage' }), status: 400 },
    ]

    for (const { watching, status } of refused)
      await expect(watching.next()).rejects.toMatchObject({ name: 'ProblemError', status })
  })

  it('yields reset for a position of another log', async () => {
    const lot = await openLot(seller)
    const watching = watchRoom(baseUrl, lot.id, { transport, after: 'zzzzzzzz:1' })

    const first = await watching.next()
    await watching.return()

    expect(first.value).toMatchObject({ type: 'reset', room: lot.id })
  })
})

const skipReason = hasWebSocket ? ' (skipped: this server has it)' : ''

describe.skipIf(hasWebSocket)(`watchRoom without WebSocket on the server${skipReason}`, () => {
  it('throws 501 no-websocket', async () => {
    const lot = await openLot(seller)

    const watching = watchRoom(baseUrl, lot.id, { transport: 'ws' })

    await expect(watching.next()).rejects.toMatchObject({ status: 501, code: 'no-websocket' })
  })
})
