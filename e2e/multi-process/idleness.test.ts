import { setTimeout as pause } from 'node:timers/promises'
import { openSse } from '@gavel/contracts/suite/rooms/sse.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { arrive, openLot } from './a-room.ts'

// SESSION_IDLE_HOURS takes parts of an hour, so a house can be opened that waits for seconds.

const SECONDS = 4

let house: Awaited<ReturnType<typeof emptyHouse>>

beforeAll(async () => {
  house = await emptyHouse()
})

afterAll(async () => {
  await house.drop()
})

describe.concurrent.each(['express', 'next'] as const)('a session of %s', (kind) => {
  let twin: RunningTwin

  beforeAll(async () => {
    twin = await startTwin(kind, house.url, { SESSION_IDLE_HOURS: String(SECONDS / 3600) })
  })

  afterAll(async () => {
    await twin.stop()
  })

  const whoAmI = (token: string) =>
    fetch(new URL('/api/me', twin.baseUrl), { headers: { Authorization: `Bearer ${token}` } })

  it('goes on while it is used, and has ended once nobody has used it', async () => {
    const { token } = await arrive(twin, 'Anna', 0)

    const end = Date.now() + 2 * SECONDS * 1_000
    let used = await whoAmI(token)
    while (used.ok && Date.now() < end) {
      await pause(200)
      used = await whoAmI(token)
    }
    await pause(SECONDS * 1_000)
    const unused = await whoAmI(token)

    expect(used.status).toBe(200)
    expect(await unused.json()).toMatchObject({ status: 401, code: 'session-ended' })
  })

  it('is not kept alive by a stream, which is told goodbye within 30 seconds', async () => {
    const anna = await arrive(twin, 'Anna', 0)
    const { id: lotId } = await openLot(anna.at(twin))
    const begun = performance.now()
    const stream = await openSse(lotId, { at: twin.baseUrl, token: anna.token })

    const { data } = await stream.nextOf('bye')

    const late = performance.now() - begun - SECONDS * 1_000
    expect(data).toMatchObject({ code: 'session-ended', reconnect: false })
    expect(late).toBeGreaterThan(-1_000)
    expect(late).toBeLessThan(30_000)
  })
})
