import { setTimeout as pause } from 'node:timers/promises'
import { openDatabase, wakeUpOn } from '@gavel/db/parts'
import type { House } from '@gavel/domain'
import { biddingHouse, transactionsOn } from './bare/decisions.ts'
import { verifyBids } from './bids-verified.ts'
import { type Figure, figureOf, quantile } from './figures.ts'
import { openLots } from './house.ts'
import { atOnce, type Load, load } from './load.ts'
import { asked, offersOn } from './offers.ts'
import { inRounds, ratioOf } from './rounds.ts'
import { type Server, startServer } from './servers.ts'
import type { Part, Setting } from './setting.ts'

/** How many lots bids are spread over. */
const SPREAD = 64
/** How many reads a second of another lot there are beside the bids on a hot one. */
const BYSTANDERS = 100
/** Milliseconds after a round, in which the server ends what the last callers did not wait for. */
const AFTER = 200

/** Bids over HTTP, beside the same decisions without it and the same statements by `pg`. */
export const bids: Part = async (setting) => {
  const { house } = setting
  const variables = { DATABASE_URL: house.url }
  const [express, next] = [
    await startServer('express', variables),
    await startServer('next', variables),
  ]
  const database = openDatabase(house.url)
  const wakeUp = wakeUpOn(house.url, database)
  const stopListening = wakeUp.listen(() => {})
  try {
    await verifyBids([express, next], house)
    const on = biddersOn(setting)
    const things = {
      hotExpress: on.hot(express),
      hotNext: on.hot(next),
      hotDirect: on.direct(house.house, 1),
      spreadExpress: on.spread(express),
      spreadNext: on.spread(next),
      spreadDirect: on.direct(house.house, SPREAD),
      spreadSql: on.direct(
        biddingHouse(transactionsOn(house.pool), () => {}),
        SPREAD,
      ),
      told: on.direct(biddingHouse(database, wakeUp.announce), SPREAD),
      untold: on.direct(
        biddingHouse(database, () => {}),
        SPREAD,
      ),
    }
    await inRounds(1, things)
    // The tables have grown; plans made from here on are those of a house that is at work.
    await house.pool.query('analyze')
    return figuresOf(await inRounds(setting.rounds, things))
  } finally {
    await stopListening()
    await wakeUp.close()
    await database.$disconnect()
    await Promise.all([express.end(), next.end()])
  }
}

type Bids = Load & { beside?: readonly number[] }

/** Each round has lots of its own, so that none begins where another has left off. */
function biddersOn({ house, seconds }: Setting) {
  const over = async (server: Server, count: number) => {
    const next = offersOn(await openLots(house, count), house.bidders)
    return load(server.baseUrl, asked(next), { seconds, status: 201 })
  }
  return {
    hot: (server: Server) => async (): Promise<Bids> => {
      const [other] = await openLots(house, 1)
      const read = [{ path: `/api/lots/${other}` }]
      const [bidding, reading] = await Promise.all([
        over(server, 1),
        load(server.baseUrl, read, { seconds, connections: 1, perSecond: BYSTANDERS }),
      ])
      await pause(AFTER)
      return { ...bidding, beside: reading.delays }
    },
    spread: (server: Server) => async (): Promise<Bids> => {
      const bidding = await over(server, SPREAD)
      await pause(AFTER)
      return bidding
    },
    direct: (at: Pick<House, 'placeBid'>, count: number) => async (): Promise<Bids> => {
      const next = offersOn(await openLots(house, count), house.bidders)
      const bid = () => {
        const { bidder, ...offer } = next()
        return at.placeBid({ ...offer, bidder: bidder.user })
      }
      return atOnce(bid, { seconds })
    },
  }
}

type Names = `${'hot' | 'spread'}${'Express' | 'Next' | 'Direct'}` | 'spreadSql' | 'told' | 'untold'

const AIMS = { hotPerSecond: 500, hotOfDirect: 0.3, spreadOfSql: 0.4, besideP99: 50 }

function figuresOf(told: Record<Names, Bids[]>): Figure[] {
  const refusedDirect = othersOf(told.hotDirect)
  return [
    hotFigure('Express', told.hotExpress, told.hotDirect, true),
    besideFigure('Express', told.hotExpress),
    hotFigure('Next.js', told.hotNext, told.hotDirect, false),
    besideFigure('Next.js', told.hotNext),
    {
      ...figureOf('the same decisions, no HTTP', told.hotDirect),
      beside: `${refusedDirect} refused of steadily rising offers`,
      aim: 'none refused',
      met: refusedDirect === 0,
    },
    spreadFigure('Express', told.spreadExpress, told, true),
    spreadFigure('Next.js', told.spreadNext, told, false),
    figureOf(`over ${SPREAD} lots, the same decisions, no HTTP`, told.spreadDirect),
    figureOf(`over ${SPREAD} lots, the same statements by pg, no HTTP`, told.spreadSql),
    {
      ...figureOf('placeBid without HTTP and without its wake-up', told.untold),
      beside: `with it ${ratioOf(told.told, told.untold).toFixed(2)} of that`,
    },
  ]
}

const othersOf = (rounds: readonly Bids[]) => rounds.reduce((sum, { others }) => sum + others, 0)

function hotFigure(twin: string, rounds: Bids[], direct: Bids[], hasRate: boolean): Figure {
  const ratio = ratioOf(rounds, direct)
  const figure = figureOf(`placeBid on one hot lot, ${twin}`, rounds)
  const accepted = rounds.reduce((sum, { delays }) => sum + delays.length, 0)
  const others = othersOf(rounds)
  const share = ((100 * others) / (accepted + others)).toFixed(1)
  const isFast = !hasRate || (figure.perSecond ?? 0) >= AIMS.hotPerSecond
  return {
    ...figure,
    beside: `${ratio.toFixed(2)} of the same decisions without HTTP; ${share} % overtaken and refused`,
    ...(hasRate && {
      aim: `≥ ${AIMS.hotPerSecond}/s, ≥ ${AIMS.hotOfDirect} of no HTTP`,
      met: isFast && ratio >= AIMS.hotOfDirect,
    }),
  }
}

function besideFigure(twin: string, rounds: Bids[]): Figure {
  const delays = rounds.flatMap(({ beside = [] }) => beside)
  const [p50, p99] = [quantile(delays, 0.5), quantile(delays, 0.99)]
  const what = `readLot of another lot beside it, ${twin}`
  return { what, p50, p99, aim: `p99 ≤ ${AIMS.besideP99} ms`, met: p99 <= AIMS.besideP99 }
}

function spreadFigure(
  twin: string,
  rounds: Bids[],
  { spreadSql, spreadDirect }: Record<'spreadSql' | 'spreadDirect', Bids[]>,
  isAimed: boolean,
): Figure {
  const [ofSql, ofDirect] = [ratioOf(rounds, spreadSql), ratioOf(rounds, spreadDirect)]
  return {
    ...figureOf(`placeBid over ${SPREAD} lots, ${twin}`, rounds),
    beside: `${ofSql.toFixed(2)} of the statements by pg, ${ofDirect.toFixed(2)} of the decisions; ${othersOf(rounds)} refused`,
    ...(isAimed && { aim: `≥ ${AIMS.spreadOfSql} of pg`, met: ofSql >= AIMS.spreadOfSql }),
  }
}
