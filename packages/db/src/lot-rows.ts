import { type Lot, type LotId, type Money, money, type Standing, type UserId } from '@gavel/domain'
import type { Database } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { createBatcher } from './read-batcher.ts'

const named = { select: { id: true, name: true } } as const

/** The relations of a lot: the public columns of its seller and its leader. */
export const withPeople = { seller: named, leader: named } as const satisfies Prisma.LotInclude

/** Columns that no response exposes. */
const unexposed = { at: true, holdId: true } as const satisfies Prisma.LotOmit

type Row = Prisma.LotGetPayload<{ include: typeof withPeople; omit: typeof unexposed }>

export type ReadLots = (
  query: Pick<Prisma.LotFindManyArgs, 'where' | 'orderBy' | 'take'>,
) => Promise<Row[]>

/**
 * Returns a function that reads lots and then their users, in batches with other concurrent reads. The
 * users may be read later than the lots, because names never change. Prisma's `include` would add two
 * queries to each read, which doubles the cost of a page of lots.
 */
export function lotReader(database: Database): ReadLots {
  const readUsers = createBatcher((reads: readonly string[][]) => usersOf(database, reads))
  return async (query) => {
    const rows = await database.lot.findMany({ ...query, omit: unexposed })
    const people = await readUsers(
      rows.flatMap(({ sellerId, leaderId }) => [sellerId, leaderId ?? sellerId]),
    )
    return rows.map((row) => ({
      ...row,
      seller: personOf(row.sellerId, people),
      leader: row.leaderId === null ? null : personOf(row.leaderId, people),
    }))
  }
}

type People = ReadonlyMap<string, { id: string; name: string }>

async function usersOf(database: Database, reads: readonly string[][]): Promise<People[]> {
  const ids = [...new Set(reads.flat())]
  const users = await database.user.findMany({ where: { id: { in: ids } }, ...named })
  const people = new Map(users.map((user) => [user.id, user]))
  return reads.map(() => people)
}

function personOf(id: string, people: People) {
  const person = people.get(id)
  if (!person) throw new Error('A lot refers to a user who does not exist')
  return person
}

/** Converts a row to a lot of the domain. */
export function lotOf(row: Row): Lot {
  const { opensAt, closesAt, softCloseSeconds } = row
  return {
    id: row.id as LotId,
    seller: userOf(row.seller),
    title: row.title,
    description: row.description,
    startingPrice: amountOf(row.startingPrice),
    reservePrice: row.reservePrice === null ? null : amountOf(row.reservePrice),
    schedule: opensAt && closesAt ? { opensAt, closesAt, softCloseSeconds } : null,
    standing: standingOf(row),
    bidCount: row.bidCount,
    opened: row.opened,
    withdrawn: row.withdrawn,
    settled: row.settled,
    version: row.version,
  }
}

function standingOf({ price, leader, maximum }: Row): Standing | null {
  if (price === null || leader === null || maximum === null) return null
  return { price: amountOf(price), leader: userOf(leader), maximum: amountOf(maximum) }
}

export const userOf = ({ id, name }: { id: string; name: string }) => ({ id: id as UserId, name })

/** @throws RangeError for a sum that a number cannot hold exactly. */
export const amountOf = (amount: bigint): Money => money(Number(amount))
