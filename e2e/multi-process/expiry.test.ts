import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@gavel/contracts'
import { openSse } from '@gavel/contracts/suite/rooms/sse.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { arrive, openLot } from './a-room.ts'

// SESSION_HOURS takes parts of an hour, so a house can be opened in which a session lives for seconds.

const SECONDS = 3

let house: Awaited<ReturnType<typeof emptyHouse>>

beforeAll(async () => {
  house = await emptyHouse()
})

afterAll(async () => {
  await house.drop()
})

describe.concurrent.each(['express', 'next'] as const)(
  'a session of %s that has lived its time',
  (kind) => {
    let twin: RunningTwin

    beforeAll(async () => {
      twin = await startTwin(kind, house.url, { SESSION_HOURS: String(SECONDS / 3600) })
    })

    afterAll(async () => {
      await twin.stop()
    })

    const whoAmI = (headers: Record<string, string>) =>
      fetch(new URL('/api/me', twin.baseUrl), { headers })

    it('has ended, as a token and as a cookie, which is taken back', async () => {
      const account = { email: `${randomUUID()}@expiry.test`, password: 'going going gone' }
      const { token, expiresAt } = await createClient(twin.baseUrl).signUp({
        ...account,
        name: 'Anna',
      })
      const [bearer, cookie] = [
        { Authorization: `Bearer ${token}` },
        { Cookie: `gavel_session=${token}` },
      ]
      const early = await whoAmI(bearer)

      await pause(Date.parse(expiresAt) - Date.now())
      let late = await whoAmI(bearer)
      // The house's clock may lag behind this one, by as long as an answer takes.
      while (late.ok && Date.now() < Date.parse(expiresAt) + 1_000) late = await whoAmI(bearer)
      const lateCookie = await whoAmI(cookie)

      expect(early.status).toBe(200)
      for (const answer of [late, lateCookie]) {
        expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
        expect(await answer.json()).toMatchObject({ status: 401, code: 'session-ended' })
      }
      expect(late.headers.get('set-cookie')).toBeNull()
      expect(lateCookie.headers.get('set-cookie')).toMatch(/^gavel_session=; Max-Age=0; /)
    })

    it('is told goodbye where it watches, within 30 seconds', async () => {
      const anna = await arrive(twin, 'Anna', 0)
      const { id: lotId } = await openLot(anna.at(twin))
      const begun = performance.now()
      const stream = await openSse(lotId, { at: twin.baseUrl, token: anna.token })

      const { data } = await stream.nextOf('bye')

      const late = performance.now() - begun - SECONDS * 1_000
      expect(data).toMatchObject({ code: 'session-ended', reconnect: false })
      expect(late).toBeGreaterThan(-500)
      expect(late).toBeLessThan(30_000)
    })
  },
)
