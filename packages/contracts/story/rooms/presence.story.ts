import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ask } from '../door/door.ts'
import { anybody, arrive, openLot, type Person, until } from '../house.ts'
import { leaveAll, type Stream } from './stream.ts'
import { overBoth } from './transports.ts'

let seller: Person

beforeAll(async () => {
  seller = await arrive('Selma')
})

afterAll(leaveAll)

/** Waits until a stream has told that so many watch. */
async function hearOf(stream: Stream, watching: number): Promise<void> {
  while ((await stream.nextOf('presence')).data.watching !== watching);
}

overBoth(
  'how many watch',
  ({ open }) => {
    it('rises and falls for everybody who watches, and for whoever reads the room', async () => {
      const { id: lotId } = await openLot(seller)
      const anna = await open(lotId)
      await hearOf(anna, 1)

      const [ben, cleo] = [await open(lotId), await open(lotId)]
      for (const stream of [anna, ben, cleo]) await hearOf(stream, 3)
      const room = await anybody.readRoom({ lotId })
      ben.leave()
      await hearOf(anna, 2)
      for (const stream of [anna, cleo]) stream.leave()

      expect(room.watching).toBe(3)
      await until(
        () => anybody.readRoom({ lotId }),
        ({ watching }) => watching === 0,
      )
    })

    it('is told when it has changed, with a version that grows, and at most once a second', async () => {
      const { id: lotId } = await openLot(seller)
      const anna = await open(lotId)
      await hearOf(anna, 1)

      const begun = performance.now()
      while (performance.now() - begun < 2_500) {
        const ben = await open(lotId)
        await pause(100)
        ben.leave()
      }
      await open(lotId)
      await open(lotId)
      await hearOf(anna, 3)

      const told = anna.of('presence')
      const versions = told.map(({ data }) => data.version)
      expect(versions).toEqual([...new Set(versions)].toSorted((one, other) => one - other))
      const counts = told.map(({ data }) => data.watching)
      expect(counts.filter((count, index) => count === counts[index - 1])).toEqual([])
      expect(told.length).toBeLessThanOrEqual(2 + (performance.now() - begun) / 1_000)
    })

    it('does not count whoever only asks for the head, or is refused', async () => {
      const { id: lotId } = await openLot(seller)
      const anna = await open(lotId)
      await hearOf(anna, 1)

      for (let count = 0; count < 5; count += 1) await ask('HEAD', `/api/lots/${lotId}/events`)
      await open(lotId, { after: 'garbage' }).catch(() => {})
      await open(lotId)
      await hearOf(anna, 2)

      expect(anna.of('presence').map(({ data }) => data.watching)).toEqual([1, 2])
    })
  },
  { concurrent: true },
)
