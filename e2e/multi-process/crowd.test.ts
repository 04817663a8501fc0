import { openSse } from '@gavel/contracts/suite/rooms/sse.ts'
import { openWs } from '@gavel/contracts/suite/rooms/ws.ts'
import { leaveAll } from '@gavel/contracts/suite/rooms/stream.ts'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { arrive, openLot, say } from './a-room.ts'

// The doors open, and a thousand come at the same moment. How long that takes is for the drill.

const CROWD = 1_000

let house: Awaited<ReturnType<typeof emptyHouse>>
let twin: RunningTwin

beforeAll(async () => {
  house = await emptyHouse()
})

afterEach(async () => {
  leaveAll()
  await twin.kill()
})

afterAll(() => house.drop())

const kinds = [
  { kind: 'express', ways: [openSse, openWs] },
  { kind: 'next', ways: [openSse] },
  { kind: 'next-ws', ways: [openSse, openWs] },
] as const

describe.each(kinds)('$kind, to which a thousand come at the same moment', ({ kind, ways }) => {
  it('lets each of them in, and tells each what happens', async () => {
    twin = await startTwin(kind, house.url, { STREAMS_PER_ADDRESS: String(CROWD) })
    const seller = (await arrive(twin, 'Selma')).at(twin)
    const { id: lotId } = await openLot(seller)
    const opening = Array.from({ length: CROWD }, (_, index) => {
      const open = ways[index % ways.length] ?? openSse
      return open(lotId, { at: twin.baseUrl })
    })

    const streams = await Promise.all(opening)
    for (const stream of streams) await stream.nextOf('ready')
    const ready = await fetch(`${twin.baseUrl}/api/health/ready`)
    const { seq } = await say(seller, lotId, 'So many of you!')

    expect(ready.status).toBe(200)
    for (const stream of streams)
      expect(await stream.nextOf('message-posted')).toMatchObject({ seq })
  })
})
