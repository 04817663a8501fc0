import { afterAll, beforeAll, expect, it } from 'vitest'
import { createClient } from '../../src/client.ts'
import { watchRoom } from '../../src/watch/watch-room.ts'
import { baseUrl } from '../given.ts'
import { anybody, arrive, openLot, PASSWORD, type Person } from '../house.ts'
import { leaveAll } from './stream.ts'
import { overBoth, type Transport } from './transports.ts'

// What takes a quarter of a minute, or twice that: these tests run side by side.

const SECOND = 1_000

let lotId: string

beforeAll(async () => {
  ;({ id: lotId } = await openLot(await arrive('Selma')))
})

afterAll(leaveAll)

const endings = [
  { ending: 'signing out', end: (person: Person) => person.signOut() },
  { ending: 'signing out everywhere', end: (person: Person) => person.signOutEverywhere() },
  {
    ending: 'changing the password',
    end: (person: Person) =>
      person.changePassword({ current: PASSWORD, password: `${PASSWORD} gone` }),
  },
]

const watch = async ({ open }: Transport, token?: string) => {
  const stream = await open(lotId, token === undefined ? {} : { token })
  const { data } = await stream.nextOf('ready')
  return { stream, top: data.top }
}

overBoth(
  'a room in which nothing happens',
  (transport) => {
    it('is heard every 15 seconds, with the time and the top of its log', async () => {
      const { stream, top } = await watch(transport)
      const begun = performance.now()

      const { data } = await stream.nextOf('hb')

      const waited = performance.now() - begun
      expect(waited).toBeGreaterThan(14 * SECOND)
      expect(waited).toBeLessThan(17.5 * SECOND)
      expect(data.top).toBe(top)
      expect(Math.abs(Date.parse(data.serverNow) - Date.now())).toBeLessThan(5 * SECOND)
    })

    it.each(endings)(
      'is left by a session that ends by $ending, within 30 seconds, for good',
      async ({ end }) => {
        const eva = await arrive('Eva')
        const { stream } = await watch(transport, eva.token)
        const begun = performance.now()

        await end(eva)
        const { data } = await stream.nextOf('bye')

        expect(performance.now() - begun).toBeLessThan(30 * SECOND)
        expect(data).toEqual({ code: 'session-ended', reconnect: false, retryAfterMs: 0 })
        expect(await stream.ended()).toBe(transport.codeOf(4101))
        expect(stream.frames.at(-1)?.type).toBe('bye')
      },
    )

    it('is left by nobody else: no other session of the user, and none', async () => {
      const eva = await arrive('Eva')
      const other = await anybody.signIn({ email: eva.email, password: PASSWORD })
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

    it('is left for good by the client, too', async () => {
      const eva = await arrive('Eva')
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
