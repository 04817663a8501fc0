import type { Line, LotId, Money, User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { steppedClock } from '../../src/stepped-clock.ts'
import { Evening, START } from '../ports/suite/an-evening.ts'
import { memoryStore } from './store.ts'
import { noTables, type Tables } from './tables.ts'

/**
 * An evening, and all that was kept of it: Ben has outbid Ada on one lot, where she has spoken, and
 * she has won another.
 */
async function anEvening() {
  const clock = steppedClock(START)
  const tables = noTables()
  const store = memoryStore(clock, tables)
  const evening = new Evening(store, { clock })
  const seller = await evening.aPerson('Seller')
  const [ada, ben] = [
    await evening.aPerson('Ada', 1_000_00),
    await evening.aPerson('Ben', 1_000_00),
  ]
  const settled = await evening.aLot(seller)
  await evening.bid(settled, ada, 100_00)
  await evening.settled(settled)
  const open = await evening.aLot(seller)
  await evening.bid(open, ada, 150_00)
  await evening.bid(open, ben, 200_00)
  await evening.say(open, ada)
  return { store, tables, ada, seller, open, settled }
}

type Planted = { tables: Tables; ada: User; seller: User; open: LotId; settled: LotId }

/** Changes a row where it lies: nothing guards a map. */
const change = <Row extends object>(row: Row | undefined, to: (row: Row) => Partial<Row>) => {
  if (!row) throw new Error('There is no such row')
  Object.assign(row, to(row))
}

const more = (amount: number, by: number) => (amount + by) as Money
const add = ({ balances }: Tables, name: string, amount: number) =>
  balances.set(name, (balances.get(name) ?? 0) + amount)
const aLine = (owner: User, amount: number): Line => ({
  account: { owner: owner.id, kind: 'held' },
  amount: amount as Money,
})
const depositIn = ({ transfers }: Tables) => transfers.find(({ kind }) => kind === 'deposit')
const holdOn = ({ tables, open }: Planted, isOpen = true) =>
  tables.holds.find(({ lotId, closedBy }) => lotId === open && (closedBy === null) === isOpen)

describe('a house in memory that is right', () => {
  it('has no breach', async () => {
    const { store } = await anEvening()

    expect(await store.breaches()).toEqual([])
  })

  it('has the log of every room', async () => {
    const { store, open } = await anEvening()

    expect(store.logOf(open).map(({ seq, type }) => `${seq} ${type}`)).toEqual([
      '1 lot-scheduled',
      '2 lot-opened',
      '3 bid-placed',
      '4 bid-placed',
      '5 message-posted',
    ])
  })
})

describe('a corruption that was planted in memory', () => {
  const planted: { name: string; plant(on: Planted): unknown; found: string[] }[] = [
    {
      name: 'an entry more',
      plant: ({ tables, ada }) =>
        change(depositIn(tables), ({ lines }) => ({
          lines: [...lines, aLine(ada, 1)],
        })),
      found: ['transfer_balances', 'cache_true'],
    },
    {
      name: 'an entry of nothing',
      plant: ({ tables, ada }) =>
        change(depositIn(tables), ({ lines }) => ({
          lines: [...lines, aLine(ada, 0)],
        })),
      found: ['entries_nonzero'],
    },
    {
      name: 'a cent out of nowhere',
      plant: ({ tables, ada }) => add(tables, `${ada.id} available`, 1),
      found: ['books_zero', 'cache_true'],
    },
    {
      name: 'a balance below zero',
      plant({ tables, ada }) {
        add(tables, `${ada.id} held`, -1)
        add(tables, 'world', 1)
      },
      found: ['cache_true', 'no_overdraft', 'held_explained'],
    },
    {
      name: 'a hold that is closed by no transfer of it',
      plant: (on) => change(holdOn(on), () => ({ closedBy: depositIn(on.tables)?.id ?? null })),
      found: ['held_explained', 'hold_once', 'one_leader_hold'],
    },
    {
      name: 'a hold of another amount',
      plant: (on) => change(holdOn(on, false), ({ amount }) => ({ amount: more(amount, 1) })),
      found: ['hold_once'],
    },
    {
      name: 'two open holds of a lot',
      plant: (on) => change(holdOn(on, false), () => ({ closedBy: null })),
      found: ['held_explained', 'hold_once', 'one_leader_hold'],
    },
    {
      name: 'a lot that says it is settled, and is not',
      plant: ({ tables, open }) => change(tables.lots.get(open), () => ({ settled: true })),
      found: ['settled_once', 'one_leader_hold'],
    },
    {
      name: 'a settlement that is gone',
      plant: ({ tables, settled }) => tables.settlements.delete(settled),
      found: ['settled_once'],
    },
    {
      name: 'a settlement of another price',
      plant: ({ tables, settled }) =>
        change(tables.settlements.get(settled), ({ hammer, premium }) => ({
          hammer: more(hammer, 10),
          premium: more(premium, 1),
        })),
      found: ['settled_once'],
    },
    {
      name: 'a settlement for another winner',
      plant: ({ tables, settled, seller }) =>
        change(tables.settlements.get(settled), () => ({ winner: seller.id })),
      found: ['settled_once'],
    },
    {
      name: 'a leader whose maximum is not covered',
      plant: ({ tables, open }) =>
        change(tables.lots.get(open)?.standing ?? undefined, ({ maximum }) => ({
          maximum: more(maximum, 100),
        })),
      found: ['one_leader_hold'],
    },
    {
      name: 'a leader whom nothing is held of',
      plant: ({ tables, open, ada }) =>
        change(tables.lots.get(open)?.standing ?? undefined, () => ({ leader: ada })),
      found: ['one_leader_hold'],
    },
    {
      name: 'a gap in the log',
      plant: ({ tables, open }) => tables.rooms.get(open)?.log.splice(1, 1),
      found: ['seq_dense', 'told_in_order'],
    },
    {
      name: 'an end of the log that is gone',
      plant: ({ tables, open }) => tables.rooms.get(open)?.log.pop(),
      found: ['seq_dense'],
    },
    {
      name: 'a bid that is gone',
      plant: ({ tables }) => tables.bids.pop(),
      found: ['seq_dense'],
    },
    {
      name: 'a message that is gone',
      plant: ({ tables }) => tables.messages.pop(),
      found: ['seq_dense'],
    },
    {
      name: 'an event of a message that is something else',
      plant: ({ tables, open }) =>
        change(tables.rooms.get(open)?.log.at(-1), () => ({ type: 'lot-scheduled' as const })),
      found: ['seq_dense'],
    },
    {
      name: 'a message that the room heard otherwise',
      plant: ({ tables }) => change(tables.messages[0], () => ({ text: 'Is it?' })),
      found: ['message_text'],
    },
    {
      name: 'a message that is too long',
      plant({ tables, open }) {
        const text = 'é'.repeat(501)
        change(tables.messages[0], () => ({ text }))
        const event = tables.rooms.get(open)?.log.at(-1)
        change(event, () => ({ data: { ...(event?.data as object), text } }))
      },
      found: ['message_text'],
    },
    {
      name: 'a withdrawal that the room has not heard of',
      plant: ({ tables, open }) => change(tables.lots.get(open), () => ({ withdrawn: true })),
      found: ['told_in_order'],
    },
    {
      name: 'a bid before the opening',
      plant({ tables, open }) {
        const [, opened, bid] = tables.rooms.get(open)?.log ?? []
        change(bid, () => ({ type: 'lot-opened' as const }))
        change(opened, () => ({ type: 'bid-placed' as const }))
      },
      found: ['seq_dense', 'told_in_order'],
    },
    {
      name: 'a count of bids that is wrong',
      plant: ({ tables, open }) => change(tables.lots.get(open), () => ({ bidCount: 3 })),
      found: ['seq_dense'],
    },
  ]

  it.each(planted)('is named: $name', async ({ plant, found }) => {
    const { store, ...on } = await anEvening()

    plant(on)

    const names = (await store.breaches()).map((breach) => breach.split(':')[0])
    expect(new Set(names)).toEqual(new Set(found))
  })
})
