import { randomUUID } from 'node:crypto'
import type { LotId } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { until } from '../../until.ts'
import type { TheEvening } from './an-evening.ts'

/** How many watch, over several processes. */
export const presence = (the: TheEvening) => {
  const aLot = async () => the().aLot(await the().aPerson('Seller'))

  /** What a process of a test's own sees. */
  const aProcess = () => {
    const process = randomUUID()
    return (...watching: [LotId, number][]) =>
      the().ports.presence.report(process, new Map(watching))
  }

  const watching = async (...lotIds: LotId[]) => {
    const seen = await the().ports.presence.watching(lotIds)
    return lotIds.map((lotId) => seen.get(lotId)?.watching)
  }

  describe('those who watch a room', () => {
    it('are nobody until a process tells of some', async () => {
      expect(await watching(await aLot())).toEqual([0])
      expect(await watching()).toEqual([])
    })

    it('are those of all processes, room by room', async () => {
      const [one, other] = [await aLot(), await aLot()]

      await Promise.all([
        aProcess()([one, 2], [other, 1]),
        aProcess()([one, 3]),
        aProcess()([other, 5]),
      ])

      expect(await watching(one, other)).toEqual([5, 6])
    })

    it('are as many as their process told last', async () => {
      const [one, other] = [await aLot(), await aLot()]
      const tell = aProcess()
      await tell([one, 2], [other, 1])

      await tell([one, 1])

      expect(await watching(one, other)).toEqual([1, 0])
    })

    it('are gone with their process, and no one else', async () => {
      const lotId = await aLot()
      const tell = aProcess()
      await aProcess()([lotId, 1])
      await tell([lotId, 4])

      await tell()

      expect(await watching(lotId)).toEqual([1])
    })

    it('are in what a room shows', async () => {
      const lotId = await aLot()
      await aProcess()([lotId, 7])

      expect(await the().house.readRoom({ lotId, reader: null })).toMatchObject({ watching: 7 })
    })
  })

  describe('the version of a count', () => {
    it('is never below that of an earlier one, and soon above it', async () => {
      const lotId = await aLot()
      const version = async () =>
        (await the().ports.presence.watching([lotId])).get(lotId)?.version ?? Number.NaN
      const versions = [await version()]

      await until('a higher version', async () => {
        versions.push(await version())
        return (versions.at(-1) ?? 0) > (versions[0] ?? 0)
      })

      expect(versions).toEqual(versions.toSorted((a, b) => a - b))
      expect(versions.every(Number.isInteger)).toBe(true)
    })
  })
}
