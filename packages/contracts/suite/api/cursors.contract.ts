import { beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '../../src/client.ts'
import {
  anonymous,
  newUser,
  consignLot,
  euros,
  inSeconds,
  newKey,
  openLot,
  type TestUser,
  placeBid,
  problemOf,
  postMessage,
} from '../fixtures.ts'

// A cursor is valid only for the list that returned it. With a cursor of another list the page would
// start at a wrong place, and the client could not notice.

let seller: TestUser
let other: TestUser
let ben: TestUser
let cleo: TestUser
let lots: Awaited<ReturnType<typeof openLot>>[]

/** A word that occurs in no other lot. */
const rare = newKey()

type Page = { items: unknown[]; next: string | null }
type List = { list: string; read(page: { cursor?: string; limit?: number }): Promise<Page> }

const lotsThat = (
  list: string,
  which: () => NonNullable<Parameters<Client['listLots']>[0]>,
): List => ({
  list: `lots ${list}`,
  read: (page) => anonymous.listLots({ ...which(), ...page }),
})

const bidsOn = (index: number): List => ({
  list: `bids on lot ${index}`,
  read: (page) => anonymous.listBids({ lotId: lots[index]?.id ?? '', ...page }),
})

const messagesOf = (index: number): List => ({
  list: `messages of lot ${index}`,
  read: (page) => anonymous.listMessages({ lotId: lots[index]?.id ?? '', ...page }),
})

const lists: List[] = [
  lotsThat('of every kind', () => ({})),
  lotsThat('that are scheduled', () => ({ status: 'scheduled' })),
  lotsThat('that are live', () => ({ status: 'live' })),
  lotsThat('that are sold', () => ({ status: 'sold' })),
  lotsThat('that are unsold', () => ({ status: 'unsold' })),
  lotsThat('that are withdrawn', () => ({ status: 'withdrawn' })),
  lotsThat('of a seller', () => ({ seller: seller.id })),
  lotsThat('of another seller', () => ({ seller: other.id })),
  lotsThat('with a word', () => ({ q: rare })),
  lotsThat('with a word that are live', () => ({ q: rare, status: 'live' })),
  bidsOn(0),
  bidsOn(2),
  messagesOf(0),
  messagesOf(2),
  { list: "one's own bids", read: (page) => ben.listMyBids(page) },
  { list: "somebody else's own bids", read: (page) => cleo.listMyBids(page) },
  { list: "one's own entries", read: (page) => ben.listEntries(page) },
  { list: "somebody else's entries", read: (page) => cleo.listEntries(page) },
]

/** The cursor of the second page of each list. */
const cursors = new Map<string, string>()

beforeAll(async () => {
  ;[seller, other, ben, cleo] = await Promise.all([
    newUser('Selma'),
    newUser('Sigrid'),
    newUser('Ben'),
    newUser('Cleo'),
  ])
  lots = []
  for (const person of [seller, seller, other, other])
    lots.push(await openLot(person, { title: rare }))
  for (const lot of lots) {
    await placeBid(ben, lot, euros(100))
    await placeBid(cleo, lot, euros(200))
    for (const text of ['One.', 'Two.']) await postMessage(ben, lot, text)
  }
  for (let count = 0; count < 2; count += 1) {
    const { id: lotId } = await consignLot(seller)
    await seller.scheduleLot({ lotId, opensAt: inSeconds(600), closesAt: inSeconds(900) })
    await seller.withdrawLot({ lotId: (await openLot(seller)).id })
  }
  for (const { list, read } of lists) {
    const { next } = await read({ limit: 1 })
    if (next !== null) cursors.set(list, next)
  }
})

describe.each(lists)('$list', ({ list, read }) => {
  const outcomeOf = async (cursor: string) => {
    const { status, code } = await problemOf(read({ cursor }))
    return `${status} ${code}`
  }

  it('rejects the cursor of every other list with 400', async () => {
    expect(cursors.size).toBeGreaterThanOrEqual(lists.length - 2)
    const foreign = [...cursors].filter(([whose]) => whose !== list)
    for (const [whose, cursor] of foreign)
      expect(await outcomeOf(cursor), whose).toBe('400 malformed-request')
  })

  it.each([
    { case: 'made up', cursor: 'made-up' },
    { case: 'null', cursor: 'bnVsbA' },
    { case: 'an empty array', cursor: 'W10' },
    { case: 'a long array', cursor: 'W1tb'.repeat(250) },
    { case: 'too long', cursor: 'A'.repeat(1_001) },
    { case: 'NUL', cursor: '\u0000' },
  ])('rejects a cursor that is $case with 400', async ({ cursor }) => {
    expect(await outcomeOf(cursor)).toBe('400 malformed-request')
  })
})

describe.each(lists.filter(({ list }) => !/sold/.test(list)))('the cursor of $list', (one) => {
  const changed: Record<string, (cursor: string) => string> = {
    'four letters shorter': (cursor) => cursor.slice(0, -4),
    'one letter shorter': (cursor) => cursor.slice(0, -1),
    'one letter longer': (cursor) => `${cursor}A`,
    'two letters longer': (cursor) => `${cursor}AA`,
    'twice as long': (cursor) => cursor + cursor,
    reversed: (cursor) => cursor.split('').toReversed().join(''),
    'in upper case': (cursor) => cursor.toUpperCase(),
  }

  it('returns the next page', async () => {
    const cursor = cursors.get(one.list) ?? ''

    const { items } = await one.read({ cursor, limit: 1 })

    expect(items).toHaveLength(1)
  })

  it.each(Object.keys(changed).map((how) => ({ case: how })))(
    'is rejected with 400 if it is $case',
    async ({ case: how }) => {
      const cursor = changed[how]?.(cursors.get(one.list) ?? '') ?? ''

      const problem = await problemOf(one.read({ cursor }))

      expect(problem).toMatchObject({ status: 400, code: 'malformed-request' })
    },
  )
})
