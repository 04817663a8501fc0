import { randomUUID } from 'node:crypto'
import type { LotId } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { aDatabase } from './a-database.ts'

// Rows age on the database's own clock, which no test can step: here they are aged by hand.

const the = aDatabase()

/** A process that has told of some who watch a lot, so many seconds ago. */
async function aProcess({ told, secondsAgo = 0 }: { told: number; secondsAgo?: number }) {
  const { evening, sql, store } = the()
  const lotId = await evening.aLot(await evening.aPerson('Seller'))
  const process = randomUUID()
  await store.presence.report(process, new Map([[lotId, told]]))
  await sql.query(`update presence set at = at - $2 * interval '1 second' where process = $1`, [
    process,
    secondsAgo,
  ])
  return { lotId, process }
}

const watching = async (lotId: LotId) =>
  (await the().store.presence.watching([lotId])).get(lotId)?.watching

const rowsOf = async (process: string) => {
  const text = 'select watching from presence where process = $1'
  return (await the().sql.query<{ watching: number }>(text, [process])).rows
}

describe('a process that is silent', () => {
  it.each([
    { secondsAgo: 28, seen: 3 },
    { secondsAgo: 30, seen: 0 },
  ])('for $secondsAgo seconds counts as $seen', async ({ secondsAgo, seen }) => {
    const { lotId } = await aProcess({ told: 3, secondsAgo })

    expect(await watching(lotId)).toBe(seen)
  })

  it('counts again as soon as it tells again', async () => {
    const { lotId, process } = await aProcess({ told: 3, secondsAgo: 31 })

    await the().store.presence.report(process, new Map([[lotId, 4]]))

    expect(await watching(lotId)).toBe(4)
  })

  it('counts again though it was silent for longer than its rows are kept', async () => {
    const { lotId, process } = await aProcess({ told: 3, secondsAgo: 600 })

    await the().store.presence.report(process, new Map([[lotId, 4]]))

    expect(await watching(lotId)).toBe(4)
  })
})

describe('the rows of a process', () => {
  it('are removed with its last report', async () => {
    const { process } = await aProcess({ told: 3 })

    await the().store.presence.report(process, new Map())

    expect(await rowsOf(process)).toEqual([])
  })

  it('are put away by others once it has been gone for five minutes', async () => {
    const [gone, slow] = [
      await aProcess({ told: 3, secondsAgo: 301 }),
      await aProcess({ told: 2, secondsAgo: 290 }),
    ]

    await the().store.presence.report(randomUUID(), new Map())

    expect(await rowsOf(gone.process)).toEqual([])
    expect(await rowsOf(slow.process)).toEqual([{ watching: 2 }])
  })
})
