import type { Lot, LotPage, Page } from '@gavel/domain'
import type { Database } from './client.ts'
import { isId, isMoment, pageOf, readCursor } from './cursor.ts'
import type { Prisma } from './generated/client.ts'
import { lotOf, type ReadLots } from './lot-rows.ts'

/**
 * A page of lots by keyset, never by offset: what is live or scheduled by what comes next, all else
 * newest first. Its cursor belongs to the list that was asked for.
 */
export async function listLots(
  database: Database,
  readLots: ReadLots,
  page: LotPage,
): Promise<Page<Lot>> {
  const { status, limit } = page
  const soonest = status === 'live' ? 'closesAt' : status === 'scheduled' ? 'opensAt' : null
  const rows = await readLots({
    where: { AND: [inStatus(database, page), thatMatch(page), afterCursor(page, soonest)] },
    orderBy: soonest ? [{ [soonest]: 'asc' }, { id: 'asc' }] : [{ id: 'desc' }],
    take: limit + 1,
  })
  return pageOf(rows, {
    limit,
    list: listOf(page),
    itemOf: lotOf,
    placeOf: (row) => (soonest ? [row[soonest]?.toISOString() ?? '', row.id] : [row.id]),
  })
}

const listOf = ({ status, seller, q }: LotPage): string =>
  `lots ${status ?? ''}${seller ? ` of ${seller}` : ''}${q ? ` with ${q}` : ''}`

/** What is looked for stands somewhere in title or description; `%` and `_` mean themselves. */
function thatMatch({ q, seller }: LotPage): Prisma.LotWhereInput {
  const contains = q?.replaceAll(/[\\%_]/g, '\\$&')
  const text = contains && { contains, mode: 'insensitive' as const }
  return {
    ...(seller && { sellerId: seller }),
    ...(text && { OR: [{ title: text }, { description: text }] }),
  }
}

type Soonest = 'closesAt' | 'opensAt' | null

/**
 * Where the page begins. An index can begin at one bound, not at an OR of two: so from the cursor's
 * moment on, without what that moment had on the pages before. @throws DomainError malformed-request.
 */
function afterCursor(page: LotPage, soonest: Soonest): Prisma.LotWhereInput {
  if (page.cursor === undefined) return {}
  if (!soonest) {
    const [id] = readCursor<[string]>(listOf(page), page.cursor, ([id]) => isId(id))
    return { id: { lt: id } }
  }
  const isPlace = ([at, id]: unknown[]) => isMoment(at) && isId(id)
  const [at, id] = readCursor<[string, string]>(listOf(page), page.cursor, isPlace)
  return { [soonest]: { gte: at }, NOT: { [soonest]: at, id: { lte: id } } }
}

/**
 * A status is never stored: each is a condition on the schedule, the clock and the standing. What goes
 * newest first says that it has a schedule even where its close implies it: by that PostgreSQL knows
 * the index of what is listed.
 */
function inStatus(database: Database, { status, now }: LotPage): Prisma.LotWhereInput {
  const listed = { opensAt: { not: null } }
  const closed = { ...listed, withdrawn: false, closesAt: { lte: now } }
  const { reservePrice } = database.lot.fields
  const unmet = { price: { lt: reservePrice } }
  switch (status) {
    case undefined:
      return listed
    case 'withdrawn':
      return { ...listed, withdrawn: true }
    case 'scheduled':
      return { withdrawn: false, opensAt: { gt: now } }
    case 'live':
      return { withdrawn: false, opensAt: { lte: now }, closesAt: { gt: now } }
    case 'sold':
      return {
        ...closed,
        price: { not: null },
        OR: [{ reservePrice: null }, { price: { gte: reservePrice } }],
      }
    case 'unsold':
      return { ...closed, OR: [{ price: null }, unmet] }
  }
}
