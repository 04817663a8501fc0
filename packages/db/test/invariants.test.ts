import { beforeAll, describe, expect, it } from 'vitest'
import { v7 } from 'uuid'
import { aDatabase, rolledBack } from './a-database.ts'
import { guardsIn } from './guards/catalogue.ts'
import { ILLEGAL_STATES } from './guards/illegal-states.ts'

const the = aDatabase()

/** What the names in the statements stand for. */
let places: Record<string, string>

/**
 * An evening: a draft, a quiet lot, one that Ada leads, Ben was outbid on and she has spoken of, and
 * one that she won.
 */
beforeAll(async () => {
  const { evening } = the()
  const seller = await evening.aPerson('Seller')
  const [ada, ben] = [await evening.aPerson('Ada', 1_000_00), await evening.aPerson('Ben', 500_00)]
  const idle = await evening.aPerson('Idle')
  const open = await evening.aLot(seller)
  await evening.bid(open, ben, 150_00)
  await evening.bid(open, ada, 200_00)
  await evening.say(open, ada)
  const settled = await evening.aLot(seller, { closes: 500 })
  await evening.bid(settled, ada, 100_00)
  places = {
    ada: ada.id,
    ben: ben.id,
    idle: idle.id,
    draft: await evening.aDraft(seller),
    quiet: await evening.aLot(seller),
    open,
    settled: (await evening.settled(settled)).id,
    deposit: await idOf(`transfer where kind = 'deposit'`),
    hold: await idOf(`hold where lot_id = '${open}' and closed_by is null`),
    nowhere: v7(),
    new: v7(),
  }
})

const idOf = async (row: string): Promise<string> =>
  (await the().sql.query(`select id from ${row} limit 1`)).rows[0].id

/** Which guard of which table refuses a statement; what it says where it names none. */
const refusalOf = (statement: string): Promise<string> =>
  rolledBack(the().sql, () =>
    the()
      .sql.query(statement.replaceAll(/(?<!:):([a-z]+)/g, (_, name) => `'${places[name]}'::uuid`))
      .then(() => 'nobody')
      .catch(({ constraint, table, message }) =>
        constraint ? `${constraint} on ${table}` : message,
      ),
  )

describe('a state that must not be', () => {
  it.each(ILLEGAL_STATES)(
    'of $table is refused by $guard: $state',
    async ({ table, guard, statement }) => {
      expect(await refusalOf(statement)).toBe(`${guard} on ${table}`)
    },
  )
})

describe('every guard of the database', () => {
  it('has a state here that it refuses', async () => {
    const guards = (await guardsIn(the().sql)).map(({ guard, table }) => `${guard} on ${table}`)

    const tried = ILLEGAL_STATES.map(({ guard, table }) => `${guard} on ${table}`)
    expect([...new Set(tried)].toSorted()).toEqual(guards.toSorted())
  })
})
