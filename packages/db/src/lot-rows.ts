import { type Lot, type LotId, type Money, money, type Standing, type UserId } from '@gavel/domain'
import type { Prisma } from './generated/client.ts'

const named = { select: { id: true, name: true } } as const

/** What comes with every lot that is read: its people, by the names everybody may see. */
export const withPeople = { seller: named, leader: named } as const satisfies Prisma.LotInclude

type Row = Prisma.LotGetPayload<{ include: typeof withPeople }>

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
