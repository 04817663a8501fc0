import { type Bids, SPREAD } from './bidding.ts'
import { type Figure, figureOf, quantile } from './figures.ts'
import { ratioOf } from './rounds.ts'

type Names = `${'hot' | 'spread'}${'Express' | 'Next' | 'Direct'}` | 'spreadSql' | 'told' | 'untold'

export type Told = Record<Names, Bids[]>

/** What is aimed at, on two cores. The rates are Express's. */
const AIMS = { hotPerSecond: 500, hotOfDirect: 0.3, spreadOfSql: 0.4, besideP99: 50 }

export const bidFigures = (told: Told): Figure[] => [
  ...hotFigures('Express', told.hotExpress, told, aimOfHot),
  ...hotFigures('Next.js', told.hotNext, told),
  {
    ...figureOf('placeBid on one hot lot, the same decisions, no HTTP', told.hotDirect),
    beside: refusals(told.hotDirect),
    aim: 'none refused',
    met: sum(told.hotDirect, 'refused') === 0,
  },
  spreadFigure('Express', told.spreadExpress, told, aimOfSpread),
  spreadFigure('Next.js', told.spreadNext, told),
  figureOf(`placeBid over ${SPREAD} lots, the same decisions, no HTTP`, told.spreadDirect),
  figureOf(`placeBid over ${SPREAD} lots, the same statements by pg`, told.spreadSql),
  {
    ...figureOf(`placeBid over ${SPREAD} lots, no HTTP, no wake-up`, told.untold),
    beside: `${ratioOf(told.told, told.untold).toFixed(2)} of that with its wake-up`,
  },
]

type Aim = (perSecond: number, ratio: number) => { aim: string; met: boolean }

const aimOfHot: Aim = (perSecond, ratio) => ({
  aim: `≥ ${AIMS.hotPerSecond}/s, ≥ ${AIMS.hotOfDirect} of no HTTP`,
  met: perSecond >= AIMS.hotPerSecond && ratio >= AIMS.hotOfDirect,
})

const aimOfSpread: Aim = (_, ratio) => ({
  aim: `≥ ${AIMS.spreadOfSql} of pg`,
  met: ratio >= AIMS.spreadOfSql,
})

function hotFigures(twin: string, rounds: Bids[], { hotDirect }: Told, aim?: Aim): Figure[] {
  const ratio = ratioOf(rounds, hotDirect)
  const bids = figureOf(`placeBid on one hot lot, ${twin}`, rounds)
  const reads = rounds.flatMap(({ beside = [] }) => beside)
  const [p50, p99] = [quantile(reads, 0.5), quantile(reads, 0.99)]
  return [
    {
      ...bids,
      beside: `${ratio.toFixed(2)} of no HTTP, ${refusals(rounds)}`,
      ...aim?.(bids.perSecond ?? 0, ratio),
    },
    {
      what: `readLot of another lot beside it, ${twin}`,
      p50,
      p99,
      aim: `p99 ≤ ${AIMS.besideP99} ms`,
      met: p99 <= AIMS.besideP99,
    },
  ]
}

function spreadFigure(twin: string, rounds: Bids[], told: Told, aim?: Aim): Figure {
  const [ofSql, ofDirect] = [ratioOf(rounds, told.spreadSql), ratioOf(rounds, told.spreadDirect)]
  const bids = figureOf(`placeBid over ${SPREAD} lots, ${twin}`, rounds)
  return {
    ...bids,
    beside: `${ofSql.toFixed(2)} of pg, ${ofDirect.toFixed(2)} of no HTTP, ${refusals(rounds)}`,
    ...aim?.(bids.perSecond ?? 0, ofSql),
  }
}

/** How many of steadily rising offers were overtaken on their way, and what else went wrong. */
function refusals(rounds: Bids[]): string {
  const [refused, failed] = [sum(rounds, 'refused'), sum(rounds, 'failed')]
  const asked = refused + failed + rounds.reduce((count, { delays }) => count + delays.length, 0)
  return `${refused} of ${asked} refused${failed > 0 ? `, ${failed} FAILED` : ''}`
}

const sum = (rounds: Bids[], of: 'refused' | 'failed'): number =>
  rounds.reduce((count, round) => count + round[of], 0)
