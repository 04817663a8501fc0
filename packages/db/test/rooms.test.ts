import { describe, expect, it } from 'vitest'
import { aDatabase, databaseTime, holding, waitingForLocks } from './a-database.ts'
import { allOf, refusalOf } from './ports/suite/an-evening.ts'
import { until } from './until.ts'

const the = aDatabase()

const passed = (moment: Date) =>
  until('the moment has passed', async () => (await databaseTime(the().sql)) > moment)

const LOCKED = 'select from room where lot_id = $1 for no key update'

const aRoom = async (lot: { closes?: number } = {}) => {
  const { evening } = the()
  const ada = await evening.aPerson('Ada', 1_000_00)
  const seller = await evening.aPerson('Seller')
  return { ada, seller, lotId: await evening.aLot(seller, lot) }
}

describe('a message that waits for its room', () => {
  /** A message that waits for the room’s row, which somebody else has locked. */
  const aWaitingMessage = async (lot: { closes?: number } = {}) => {
    const { evening, sql, url } = the()
    const { ada, lotId } = await aRoom(lot)
    const closesAt = new Date((await evening.read(lotId)).closesAt ?? 0)
    const { letGo } = await holding(url, LOCKED, [lotId])
    const said = evening.say(lotId, ada)
    said.catch(() => {}) // it may be refused before anybody awaits it
    await waitingForLocks(sql, 1)
    return { lotId, closesAt, said, letGo, since: await databaseTime(sql) }
  }

  it('until the lot has closed, is refused', async () => {
    const { lotId, closesAt, said, letGo, since } = await aWaitingMessage({ closes: 600 })

    await passed(closesAt)
    await letGo()

    expect(since.getTime()).toBeLessThan(closesAt.getTime())
    expect(await refusalOf(said)).toMatchObject({ code: 'lot-not-live' })
    expect((await the().evening.logOf(lotId)).map(({ type }) => type)).not.toContain(
      'message-posted',
    )
  })

  it('while the lot stays open, is timed after the wait', async () => {
    const { said, letGo, since } = await aWaitingMessage()

    await passed(since)
    await letGo()

    expect(Date.parse((await said).answer.at)).toBeGreaterThanOrEqual(since.getTime())
  })
})

describe('talk', () => {
  it.each([
    { name: 'the lot', statement: 'select from lot where id = $1 for no key update', of: 'lot' },
    {
      name: 'the wallet',
      statement: 'select from account where owner_id = $1 for no key update',
      of: 'author',
    },
  ] as const)('waits for nobody who holds $name', async ({ statement, of }) => {
    const { ada, lotId } = await aRoom()
    const { letGo } = await holding(the().url, statement, [of === 'lot' ? lotId : ada.id])

    const { answer } = await the().evening.say(lotId, ada)

    await letGo()
    expect(answer.text).toBe('Is the case original?')
  })

  it('that waits in one room leaves connections for bids in others', async () => {
    const { evening, url } = the()
    const [loud, quiet] = [await aRoom(), await aRoom()]
    const { letGo } = await holding(url, LOCKED, [loud.lotId])
    const said = allOf(Array.from({ length: 40 }, () => evening.say(loud.lotId, loud.ada)))
    await waitingForLocks(the().sql, 1)

    const { answer } = await evening.bid(quiet.lotId, quiet.ada, 100_00)

    await letGo()
    expect(answer.leading).toBe(true)
    expect((await said).answers).toHaveLength(40)
  })
})

describe('two who trim a log at the same moment', () => {
  it('leave it trimmed as far as the further of them, whoever comes last', async () => {
    const { evening, store, sql, url } = the()
    const { ada, lotId } = await aRoom()
    await evening.say(lotId, ada)
    const aged = `update room_event set at = at - (10 - seq) * interval '1 day'`
    await sql.query(`${aged} where lot_id = $1 and seq < 3`, [lotId])
    const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000)
    const { letGo } = await holding(url, LOCKED, [lotId])

    const further = store.rooms.trim(daysAgo(7.5))
    await waitingForLocks(sql, 1)
    const less = store.rooms.trim(daysAgo(8.5))
    await waitingForLocks(sql, 2)
    await letGo()
    await Promise.all([further, less])

    expect(await store.rooms.tops([lotId])).toEqual(new Map([[lotId, { seq: 3, trimmed: 2 }]]))
    expect((await evening.logOf(lotId)).map(({ seq }) => seq)).toEqual([3])
  })
})
