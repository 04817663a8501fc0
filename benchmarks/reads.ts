import { findLot, newestLots } from './bare/lots.ts'
import { type Figure, figureOf, type Round } from './figures.ts'
import { type Asked, atOnce, load } from './load.ts'
import { answersOf, verifyBare } from './reads-verified.ts'
import { inRounds, ratioOf } from './rounds.ts'
import { type Server, startServer } from './servers.ts'
import type { Part, Setting } from './setting.ts'

/** The least that a twin should reach of the same framework's bare handler with the same query. */
const AIM = 0.5

/** Reads of the house over HTTP, and each beside the same read with less and less around it. */
export const reads: Part = async (setting) => {
  const variables = { DATABASE_URL: setting.house.url }
  const [express, next] = [
    await startServer('express', variables),
    await startServer('next', variables),
  ]
  const answers = await answersOf([express, next])
  const told = { ...variables, ANSWERS: JSON.stringify(answers) }
  const [bareExpress, bareNext] = [
    await startServer('bare-express', told),
    await startServer('bare-next', told),
  ]
  try {
    await verifyBare([bareExpress, bareNext], express, answers)
    const servers = { express, next, bareExpress, bareNext }
    return [
      ...(await measured('readLot', servers, setting, Object.keys(answers.lot))),
      ...(await measured('listLots', servers, setting, [])),
    ]
  } finally {
    await Promise.all([express, next, bareExpress, bareNext].map((server) => server.end()))
  }
}

type Servers = Record<'express' | 'next' | 'bareExpress' | 'bareNext', Server>

/** Reads these lots in turn; without any, the list of the newest. */
async function measured(
  what: string,
  { express, next, bareExpress, bareNext }: Servers,
  { house: { pool }, rounds, seconds }: Setting,
  lotIds: readonly string[],
): Promise<Figure[]> {
  const paths = lotIds.length > 0 ? lotIds.map((lotId) => `/lots/${lotId}`) : ['/lots']
  const http = (server: Server, before: string) => async () => {
    const requests: Asked = paths.map((path) => ({ path: before + path }))
    const read = await load(server.baseUrl, requests, { seconds })
    if (read.refused + read.failed > 0) throw new Error(`${server.kind} did not answer all reads`)
    return read
  }
  let turn = 0
  const query = () => {
    const lotId = lotIds[turn++ % lotIds.length]
    return lotId ? findLot(pool, lotId) : newestLots(pool)
  }
  const things = {
    express: http(express, '/api'),
    expressQuery: http(bareExpress, '/query'),
    expressBytes: http(bareExpress, '/bytes'),
    next: http(next, '/api'),
    nextQuery: http(bareNext, '/query'),
    nextBytes: http(bareNext, '/bytes'),
    sql: () => atOnce(query, { seconds }),
  }
  // The first round is for what is compiled on the way.
  await inRounds(1, things)
  const told = await inRounds(rounds, things)
  return [
    ...figuresOf(what, 'Express', [told.express, told.expressQuery, told.expressBytes, told.sql]),
    ...figuresOf(what, 'Next.js', [told.next, told.nextQuery, told.nextBytes, told.sql]),
    figureOf(`${what}, the same query by pg, no HTTP`, told.sql),
  ]
}

type Rounds = readonly Round[]

function figuresOf(
  what: string,
  twin: string,
  [house, query, bytes, sql]: [Rounds, Rounds, Rounds, Rounds],
): Figure[] {
  const ratio = ratioOf(house, query)
  const [ofBytes, ofSql] = [bytes, sql].map((floor) => ratioOf(house, floor).toFixed(2))
  return [
    {
      ...figureOf(`${what}, ${twin}`, house),
      beside: `${ratio.toFixed(2)} of the query, ${ofBytes} of the bytes, ${ofSql} of pg`,
      aim: `≥ ${AIM} of the query`,
      met: ratio >= AIM,
    },
    figureOf(`${what}, bare ${twin}, the same query by pg`, query),
    figureOf(`${what}, bare ${twin}, the same bytes`, bytes),
  ]
}
