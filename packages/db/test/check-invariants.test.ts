import type { LotId, User } from '@gavel/domain'
import { beforeAll, describe, expect, it } from 'vitest'
import { aDatabase, rolledBack } from './a-database.ts'
import { guardsIn } from './guards/catalogue.ts'
import { CORRUPTIONS, UNGUARDED } from './guards/corruptions.ts'

const the = aDatabase()

let ada: User
let open: LotId
let settled: LotId
let gone: LotId

beforeAll(async () => {
  const { evening } = the()
  const seller = await evening.aPerson('Seller')
  ada = await evening.aPerson('Ada', 1_000_00)
  open = await evening.aLot(seller)
  await evening.bid(open, ada, 150_00)
  await evening.bid(open, await evening.aPerson('Ben', 1_000_00), 200_00)
  await evening.say(open, ada)
  settled = await evening.aLot(seller, { closes: 500 })
  await evening.bid(settled, ada, 200_00)
  await evening.settled(settled)
  gone = await evening.aLot(seller)
  await evening.house.withdrawLot({ lotId: gone, caller: seller })
})

/** What check_invariants() finds after something was done to the database, which is then undone. */
const foundAfter = (...done: readonly string[]): Promise<string[]> =>
  rolledBack(the().sql, async () => {
    const { sql, breaches } = the()
    for (const statement of done)
      await sql.query(
        statement
          .replaceAll(':open', `'${open}'`)
          .replaceAll(':settled', `'${settled}'`)
          .replaceAll(':gone', `'${gone}'`)
          .replaceAll(':ada', `'${ada.id}'`),
      )
    return (await breaches()).map(({ invariant, breach }) => `${invariant}: ${breach}`)
  })

/** Only the names. */
const names = (found: readonly string[]) => [...new Set(found.map((line) => line.split(':')[0]))]

describe('a house that is right', () => {
  it('has no breach', async () => {
    expect(await foundAfter()).toEqual([])
  })
})

describe('a guard that is gone', () => {
  it('is named, whichever it is', async () => {
    const guards = await guardsIn(the().sql)

    const found: Record<string, string[]> = {}
    for (const { guard, table, loss } of guards)
      found[`${guard} on ${table}`] = await foundAfter(loss)

    const unnamed = Object.entries(found).filter(
      ([guard, lines]) => !lines.some((line) => line.endsWith(` ${guard}`)),
    )
    expect(guards.length).toBeGreaterThan(70)
    expect(unnamed).toEqual([])
  })
})

describe('a guard that is there by name alone', () => {
  it.each(
    ['transfer', 'entry', 'hold', 'bid', 'settlement', 'message'].flatMap((table) => [
      { table, trigger: 'never_changes' },
      { table, trigger: 'never_emptied' },
      ...(table === 'hold' ? [{ table, trigger: 'hold_closes_once' }] : []),
      ...(table === 'entry' ? [{ table, trigger: 'transfer_balances' }] : []),
    ]),
  )('is named: the trigger $trigger on $table, disabled', async ({ table, trigger }) => {
    expect(await foundAfter(`alter table ${table} disable trigger ${trigger}`)).toEqual([
      `guards_present: trigger ${trigger} on ${table}`,
    ])
  })

  it.each([
    { how: 'not unique', index: 'index hold_once on hold (lot_id)' },
    { how: 'on another table', index: 'unique index hold_once on bid (lot_id, seq)' },
  ])('is named: an index that is $how', async ({ index }) => {
    expect(await foundAfter('drop index hold_once', `create ${index}`)).toEqual([
      'guards_present: index hold_once on hold',
    ])
  })

  it.each([
    {
      how: 'not valid for the rows before it',
      constraint: 'hold add constraint hold_amount check (amount > 0) not valid',
    },
    { how: 'on another table', constraint: 'bid add constraint hold_amount check (price > 0)' },
  ])('is named: a constraint that is $how', async ({ constraint }) => {
    const dropped = 'alter table hold drop constraint hold_amount'

    expect(await foundAfter(dropped, `alter table ${constraint}`)).toEqual([
      'guards_present: constraint hold_amount on hold',
    ])
  })
})

describe('a corruption behind the guards', () => {
  it.each(CORRUPTIONS)('is named: $name', async ({ written, found }) => {
    expect(new Set(names(await foundAfter(UNGUARDED, ...written)))).toEqual(new Set(found))
  })
})

describe('a log that was trimmed', () => {
  it('is dense from there on', async () => {
    const trim = (upTo: number) => [
      `delete from room_event where lot_id = :open and seq <= ${upTo}`,
      `update room set trimmed = ${upTo} where lot_id = :open`,
    ]

    expect(await foundAfter(...trim(3))).toEqual([])
    expect(await foundAfter(...trim(4))).toEqual([])
    expect(await foundAfter(...trim(5))).toEqual([])
  })

  it('keeps nothing that it says is gone', async () => {
    expect(names(await foundAfter('update room set trimmed = 1 where lot_id = :open'))).toEqual([
      'seq_dense',
    ])
  })
})
