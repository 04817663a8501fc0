import { setTimeout as pause } from 'node:timers/promises'
import type { AuctionHouse, LotId } from '@gavel/domain'
import { openLots } from './house.ts'
import { atOnce, CONNECTIONS, type Load, load } from './load.ts'
import { asked, offersOn } from './offers.ts'
import type { Server } from './servers.ts'
import type { Setting } from './setting.ts'

/** How many lots bids are spread over. */
export const SPREAD = 64
/** How many reads a second of another lot there are beside the bids on a hot one. */
const BYSTANDERS = 100
/** Milliseconds in which a server ends what the last callers did not wait for. */
const AFTER = 300

/** A round of bids, and how long reads of another lot took beside it. */
export type Bids = Load & { beside?: readonly number[] }

/** Ways to bid for a round. Each round has lots of its own: none begins where another has ended. */
export function bidding(setting: Setting) {
  const { house, seconds } = setting
  return {
    hot: (server: Server) => async (): Promise<Bids> => {
      const [other] = await openLots(house, 1)
      const read = [{ path: `/api/lots/${other}` }]
      const [bids, reads] = await Promise.all([
        overHttp(server, 1, setting),
        load(server.baseUrl, read, { seconds, connections: 1, perSecond: BYSTANDERS }),
      ])
      return { ...bids, beside: reads.delays }
    },

    spread: (server: Server) => (): Promise<Bids> => overHttp(server, SPREAD, setting),

    direct: (at: Pick<AuctionHouse, 'placeBid'>, count: number) => async (): Promise<Bids> => {
      const lots = await openLots(house, count)
      const next = offersOn(lots, house.bidders)
      const bid = () => {
        const { bidder, ...offer } = next()
        return at.placeBid({ ...offer, bidder: bidder.user })
      }
      return counted(await atOnce(bid, { seconds }), lots, setting)
    },
  }
}

async function overHttp(server: Server, count: number, setting: Setting): Promise<Load> {
  const { house, seconds } = setting
  const lots = await openLots(house, count)
  const requests = asked(offersOn(lots, house.bidders), lots[0])
  const bids = await load(server.baseUrl, requests, { seconds, status: 201 })
  await pause(AFTER)
  return counted(bids, lots, setting)
}

/**
 * @throws Error where the house has not as many bids as were answered, and those that were under way.
 */
async function counted(
  bids: Load,
  lots: readonly LotId[],
  { house: { pool } }: Setting,
): Promise<Load> {
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from bid where lot_id = any($1)',
    [lots],
  )
  const [kept, answered] = [rows[0]?.count ?? 0, bids.delays.length]
  if (kept < answered || kept > answered + CONNECTIONS)
    throw new Error(`${answered} bids were accepted, and ${kept} are in the house`)
  return bids
}
