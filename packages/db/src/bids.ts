import type { BidId, Bids, BidView, Lot, LotId, Page, PageRequest } from '@gavel/domain'
import type { Database, Transaction } from './client.ts'
import { isId, isMoment, isSeq, pageOf, readCursor, writeCursor } from './cursor.ts'
import type { Prisma } from './generated/client.ts'
import { amountOf, lotOf, userOf, withPeople } from './lot-rows.ts'

/** The accepted bids in PostgreSQL. `seq` orders them; those of one batch share one moment. */
export const bidsIn = (database: Database): Bids => ({
  list: (lotId, page) => listBids(database, lotId, page),

  async listOf(bidder, { limit, cursor }) {
    const list = `bids of ${bidder}`
    const isPlace = ([at, id]: unknown[]) => isMoment(at) && isId(id)
    const after = cursor === undefined ? null : readCursor<[string, string]>(list, cursor, isPlace)
    const groups = await database.bid.groupBy({
      by: ['lotId'],
      where: { bidderId: bidder },
      // The latest of one's maxima on a lot is the highest: a lower one is refused.
      _max: { at: true, maximum: true },
      ...(after && { having: before(after) }),
      orderBy: [{ _max: { at: 'desc' } }, { lotId: 'desc' }],
      take: limit + 1,
    })
    const lots = await lotsById(database, groups)
    const items = groups.slice(0, limit).flatMap(({ lotId, _max: { at, maximum } }) => {
      const lot = lots.get(lotId)
      return lot && at && maximum ? [{ lot, at, maximum: amountOf(maximum) }] : []
    })
    const last = groups.length > limit ? items.at(-1) : undefined
    return { items, next: last ? writeCursor(list, [last.at.toISOString(), last.lot.id]) : null }
  },
})

/** The accepted bids of a lot, newest first. */
export async function listBids(
  database: Transaction,
  lotId: LotId,
  { limit, cursor }: PageRequest,
): Promise<Page<BidView>> {
  const list = `bids ${lotId}`
  const before = cursor === undefined ? null : readCursor<[number]>(list, cursor, isSeq)[0]
  const rows = await database.bid.findMany({
    where: { lotId, ...(before !== null && { seq: { lt: before } }) },
    orderBy: { seq: 'desc' },
    take: limit + 1,
    include: { bidder: { select: { id: true, name: true } } },
  })
  return pageOf(rows, {
    limit,
    list,
    itemOf: ({ id, bidder, price, at, seq }) => ({
      id: id as BidId,
      bidder: userOf(bidder),
      price: amountOf(price),
      at: at.toISOString(),
      seq,
    }),
    placeOf: ({ seq }) => [seq],
  })
}

const before = ([at, lotId]: [string, string]): Prisma.BidScalarWhereWithAggregatesInput => ({
  OR: [
    { at: { _max: { lt: new Date(at) } } },
    { at: { _max: { equals: new Date(at) } }, lotId: { lt: lotId } },
  ],
})

async function lotsById(
  database: Database,
  ids: readonly { lotId: string }[],
): Promise<Map<string, Lot>> {
  const rows = await database.lot.findMany({
    where: { id: { in: ids.map(({ lotId }) => lotId) } },
    include: withPeople,
  })
  return new Map(rows.map((row) => [row.id, lotOf(row)]))
}
