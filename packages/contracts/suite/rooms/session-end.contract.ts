import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { watchRoom } from '../../src/watch/watch-room.ts'
import { baseUrl } from '../given.ts'
import { anonymous, newUser, openLot, PASSWORD, type TestUser } from '../fixtures.ts'
import { leaveAll } from './stream.ts'
import { overBoth, type Transport } from './transports.ts'

// Heartbeats come every 15 seconds and sessions are checked within 30: these tests run concurrently.

const SECOND = 1_000

let lotId: string

beforeAll(async () => {
  ;({ id: lotId } = await openLot(await newUser('Selma')))
})

afterAll(leaveAll)

const endings = [
  { ending: 'signing out', end: (person: TestUser) => person.signOut() },
  { ending: 'signing out everywhere', end: (person: TestUser) => person.signOutEverywhere() },
  {
    ending: 'changing the password',
    end: (person: TestUser) =>
      person.changePassword({ current: PASSWORD, password: `${PASSWORD} gone` }),
  },
]

const watch = async ({ open }: Transport, token?: string) => {
  const stream = await open(lotId, token === undefined ? {} : { token })
  const { data } = await stream.nextOf('ready')
  return { stream, top: data.top }
}

overBoth(
  'an idle stream',
  (transport) => {
    it('receives a heartbeat every 15 seconds with the time and the position', async () => {
      const { stream, top } = await watch(transport)
      const begun = performance.now()

      const { data } = await stream.nextOf('hb')

      const waited = performance.now() - begun
      expect(waited).toBeGreaterThan(14 * SECOND)
      expect(waited).toBeLessThan(17.5 * SECOND)
      expect(data.top).toBe(top)
      expect(Math.abs(Date.parse(data.serverNow) - Date.now())).toBeLessThan(5 * SECOND)
    })

    it.each(endings)('ends within 30 seconds of $ending', async ({ end }) => {
      const eva = await newUser('Eva')
      const { stream } = await watch(transport, eva.token)
      const begun = performance.now()

      await end(eva)
      const { data } = await stream.nextOf('bye')

      expect(performance.now() - begun).toBeLessThan(30 * SECOND)
      expect(data).toEqual({ code: 'session-ended', reconnect: false, retryAfterMs: 0 })
      expect(await stream.ended()).toBe(transport.codeOf(4101))
      expect(stream.frames.at(-1)?.type).toBe('bye')
    })

    it('stays open for other sessions of the user and without a session', async () => {
      const eva = await newUser('Eva')
      const other = await anonymous.signIn({ email: eva.email, password: PASSWORD })
      const [ending, staying, nameless] = [
        await watch(transport, eva.token),
        await watch(transport, other.token),
        await watch(transport),
      ]

      await createClient(baseUrl, { token: eva.token }).signOut()
      await ending.stream.nextOf('bye')

      for (const { stream } of [staying, nameless]) {
        await stream.nextOf('hb')
        expect([stream.code, stream.of('bye')]).toEqual([null, []])
      }
    })

    it('ends the iteration of watchRoom', async () => {
      const eva = await newUser('Eva')
      const { token } = eva
      const watching = watchRoom(baseUrl, lotId, { transport: transport.transport, token })
      await watching.next()

      await eva.signOut()

      const heard: string[] = []
      for await (const { type } of watching) heard.push(type)
      expect(heard.at(-1)).toBe('bye')
      expect(heard.filter((type) => type === 'ready')).toEqual([])
    })
  },
  { concurrent: true },
)
