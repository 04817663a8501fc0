import { type Bids, type LotId, viewUser } from '@gavel/domain'
import { pageOf } from './pages.ts'
import type { Bid, Tables } from './tables.ts'

export const bidsIn = (tables: Tables): Bids => ({
  async list(lotId, page) {
    const rows = tables.bids.flatMap((bid) => {
      const bidder = tables.users.get(bid.bidder)
      return bid.lotId === lotId && bidder ? [{ ...bid, bidder: viewUser(bidder) }] : []
    })
    return pageOf(tables, rows, {
      ...page,
      list: `bids ${lotId}`,
      placeOf: ({ seq }) => [seq],
      itemOf: ({ id, bidder, price, at, seq }) => {
        return { id, bidder, price, at: at.toISOString(), seq }
      },
    })
  },

  async listOf(user, page) {
    const latest = new Map<LotId, Bid>()
    for (const bid of tables.bids) if (bid.bidder === user) latest.set(bid.lotId, bid)
    const rows = [...latest.values()].flatMap(({ lotId, maximum, at }) => {
      const lot = tables.lots.get(lotId)
      return lot ? [{ lot, maximum, at }] : []
    })
    return pageOf(tables, rows, {
      ...page,
      list: `bids of ${user}`,
      placeOf: ({ at, lot }) => [at.getTime(), lot.id],
      itemOf: (row) => row,
    })
  },
})
