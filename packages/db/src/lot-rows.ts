import { type Lot, type LotId, type Money, money, type Standing, type UserId } from '@gavel/domain'
import type { Database } from './client.ts'
import type { Prisma } from './generated/client.ts'
import { together } from './together.ts'

const named = { select: { id: true, name: true } } as const

/** What comes with every lot that is read: its people, by the names everybody may see. */
export const withPeople = { seller: named, leader: named } as const satisfies Prisma.LotInclude

/** What no lot shows, and so nobody who only shows it need read. */
const unseen = { at: true, holdId: true } as const satisfies Prisma.LotOmit

type Row = Prisma.LotGetPayload<{ include: typeof withPeople; omit: typeof unseen }>

export type ReadLots = (
  asked: Pick<Prisma.LotFindManyArgs, 'where' | 'orderBy' | 'take'>,
) => Promise<Row[]>

/**
 * Reads lots, and then their people, who are asked for together with those of all other lots that are
 * read at the time. It may be a moment later, for nobody gets another name. Included by Prisma they
 * would be two more queries of each reading, and a page of lots cost twice as much.
 */
export function lotReader(database: Database): ReadLots {
  const peopleOf = together((asked: readonly string[][]) => namesOf(database, asked))
  return async (asked) => {
    const rows = await database.lot.findMany({ ...asked, omit: unseen })
    const people = await peopleOf(
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

async function namesOf(database: Database, asked: readonly string[][]): Promise<People[]> {
  const ids = [...new Set(asked.flat())]
  const users = await database.user.findMany({ where: { id: { in: ids } }, ...named })
  const people = new Map(users.map((user) => [user.id, user]))
  return asked.map(() => people)
}

function personOf(id: string, people: People) {
  const person = people.get(id)
  if (!person) throw new Error('A lot has somebody who is not there')
  return person
}

/** A lot as Prisma reads it, in the domain's words. */
export function lotOf(row: Row): Lot {
  const { opensAt, closesAt } = row
  return {
    id: row.id as LotId,
    seller: userOf(row.seller),
    title: row.title,
    description: row.description,
    startingPrice: amountOf(row.startingPrice),
    reservePrice: row.reservePrice === null ? null : amountOf(row.reservePrice),
    schedule: opensAt && closesAt ? { opensAt, closesAt } : null,
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
