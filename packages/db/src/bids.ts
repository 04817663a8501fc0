import type { BidId, Bids } from '@gavel/domain'
import type { Database } from './client.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { amountOf, userOf } from './lot-rows.ts'

/** The accepted bids in PostgreSQL. `seq` orders them; those of one batch share one moment. */
export const bidsIn = (database: Database): Bids => ({
  async list(lotId, { limit, cursor }) {
    const list = `bids ${lotId}`
    const isSeq = ([seq]: unknown[]) =>
      Number.isInteger(seq) && Number(seq) > 0 && Number(seq) < 2 ** 31
    const before = cursor === undefined ? null : readCursor<[number]>(list, cursor, isSeq)[0]
    const rows = await database.bid.findMany({
      where: { lotId, ...(before !== null && { seq: { lt: before } }) },
      orderBy: { seq: 'desc' },
      take: limit + 1,
      include: { bidder: { select: { id: true, name: true } } },
    })
    const items = rows.slice(0, limit).map(({ id, bidder, price, at, seq }) => ({
      id: id as BidId,
      bidder: userOf(bidder),
      price: amountOf(price),
      at: at.toISOString(),
      seq,
    }))
    const last = items.at(-1)
    return { items, next: last && rows.length > limit ? writeCursor(list, [last.seq]) : null }
  },
})
