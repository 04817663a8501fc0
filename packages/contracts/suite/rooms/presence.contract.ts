import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { send } from '../requests.ts'
import { anonymous, newUser, openLot, type TestUser, waitFor } from '../fixtures.ts'
import { leaveAll, type Stream } from './stream.ts'
import { overBoth } from './transports.ts'

let seller: TestUser

beforeAll(async () => {
  seller = await newUser('Selma')
})

afterAll(leaveAll)

/** Waits for a presence event with this count. */
async function untilWatching(stream: Stream, watching: number): Promise<void> {
  while ((await stream.nextOf('presence')).data.watching !== watching);
}

overBoth(
  'presence',
  ({ open }) => {
    it('rises and falls in every stream and in readRoom', async () => {
      const { id: lotId } = await openLot(seller)
      const anna = await open(lotId)
      await untilWatching(anna, 1)

      const [ben, cleo] = [await open(lotId), await open(lotId)]
      for (const stream of [anna, ben, cleo]) await untilWatching(stream, 3)
      const room = await anonymous.readRoom({ lotId })
      ben.leave()
      await untilWatching(anna, 2)
      for (const stream of [anna, cleo]) stream.leave()

      expect(room.watching).toBe(3)
      await waitFor(
        () => anonymous.readRoom({ lotId }),
        ({ watching }) => watching === 0,
      )
    })

    it('is sent when it changes, with a rising version, at most once a second', async () => {
      const { id: lotId } = await openLot(seller)
      const anna = await open(lotId)
      await untilWatching(anna, 1)

      const begun = performance.now()
      while (performance.now() - begun < 2_500) {
        const ben = await open(lotId)
        await pause(100)
        ben.leave()
      }
      await open(lotId)
      await open(lotId)
      await untilWatching(anna, 3)

      const told = anna.of('presence')
      const versions = told.map(({ data }) => data.version)
      expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other))
      const counts = told.map(({ data }) => data.watching)
      expect(counts.filter((count, index) => count === counts[index - 1])).toEqual([])
      expect(told.length).toBeLessThanOrEqual(2 + (performance.now() - begun) / 1_000)
    })

    it('does not count HEAD requests and rejected requests', async () => {
      const { id: lotId } = await openLot(seller)
      const anna = await open(lotId)
      await untilWatching(anna, 1)

      for (let count = 0; count < 5; count += 1) await send('HEAD', `/api/lots/${lotId}/events`)
      await open(lotId, { after: 'garbage' }).catch(() => {})
      await open(lotId)
      await untilWatching(anna, 2)

      expect(anna.of('presence').map(({ data }) => data.watching)).toEqual([1, 2])
    })
  },
  { concurrent: true },
)
