import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from '@gavel/contracts'
import { breakerTo } from '@gavel/contracts/suite/rooms/breaker.ts'
import { openSse } from '@gavel/contracts/suite/rooms/sse.ts'
import type { LotId } from '@gavel/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { arrive, beginningOf, bid, END, isEnd, listen, openLot, say } from './a-room.ts'

// A process dies without a word, as in a power cut. Those who watched there come to another, by a line
// that then leads there; those who watch elsewhere are told how many they are.

let house: Awaited<ReturnType<typeof emptyHouse>>
let alive: RunningTwin

beforeAll(async () => {
  house = await emptyHouse()
  alive = await startTwin('express', house.url, { BIDS_PER_10_SECONDS: '100000' })
})

afterAll(async () => {
  await alive.stop()
  await house.drop()
})

const victims = [
  { kind: 'express', transports: ['sse', 'ws'] },
  { kind: 'next', transports: ['sse'] },
  { kind: 'next-ws', transports: ['sse', 'ws'] },
] as const

/** Milliseconds for which the word of a process counts, and those until others have looked. */
const FORGOTTEN_AFTER = 35_000

/** Somebody bids and somebody talks, again and again, until it is to end. */
function makeNoise(seller: Client, bidder: Client, lotId: LotId): { end(): Promise<void> } {
  let isOver = false
  const making = (async () => {
    for (let round = 0; !isOver; round += 1) {
      await bid(bidder, lotId, 100_00 + round * 1_00)
      await say(seller, lotId, `Round ${round}`)
    }
  })()
  return {
    async end() {
      isOver = true
      await making
    },
  }
}

describe.concurrent.each(victims)('$kind, killed while people watch', ({ kind, transports }) => {
  it('is left without loss, and nobody counts as watching there after 35 s', async ({
    onTestFinished,
  }) => {
    const victim = await startTwin(kind, house.url)
    const selma = await arrive(alive, 'Selma')
    const anna = await arrive(alive, 'Anna')
    const { id: lotId } = await openLot(selma.at(alive))
    const after = await beginningOf(alive, lotId)
    const line = await breakerTo(victim.baseUrl)
    onTestFinished(() => line.close())
    const waiting = await openSse(lotId, { at: alive.baseUrl })
    const stuck = transports.map(() => openSse(lotId, { at: victim.baseUrl }))
    await Promise.all(stuck)

    const listening = transports.flatMap((transport) =>
      [1, 2, 3].map(() => listen({ url: line.url, transport, after }, lotId, isEnd)),
    )
    const all = 1 + listening.length + stuck.length
    while ((await waiting.nextOf('presence')).data.watching !== all);
    const noise = makeNoise(selma.at(alive), anna.at(alive), lotId)
    onTestFinished(() => noise.end())
    await waiting.nextOf('message-posted')
    line.turn(alive.baseUrl)
    await victim.kill()
    const killed = performance.now()
    await pause(3_000)
    await noise.end()
    const { seq: top } = await say(selma.at(alive), lotId, END)
    const heard = await Promise.all(listening)
    while ((await waiting.nextOf('presence')).data.watching !== 1);
    const forgotten = performance.now() - killed

    for (const { events, resets } of heard) {
      expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: top }, (_, i) => i + 1))
      expect(resets).toBe(0)
    }
    expect(forgotten).toBeLessThan(FORGOTTEN_AFTER)
    expect(await breachesIn(house.url)).toEqual([])
  })
})
