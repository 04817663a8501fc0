import { openDatabase, wakeUpOn } from '@gavel/db/parts'
import { biddingHouse, transactionsOn } from './bare/decisions.ts'
import { bidding, SPREAD } from './bidding.ts'
import { bidFigures } from './bid-figures.ts'
import { verifyBids } from './bids-verified.ts'
import { inRounds } from './rounds.ts'
import { startServer } from './servers.ts'
import type { Part } from './setting.ts'

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
  const bySql = biddingHouse(transactionsOn(house.pool), () => {})
  try {
    await verifyBids([express, next], [house.house, bySql], house)
    const on = bidding(setting)
    const things = {
      hotExpress: on.hot(express),
      hotNext: on.hot(next),
      hotDirect: on.direct(house.house, 1),
      spreadExpress: on.spread(express),
      spreadNext: on.spread(next),
      spreadDirect: on.direct(house.house, SPREAD),
      spreadSql: on.direct(bySql, SPREAD),
      told: on.direct(biddingHouse(database, wakeUp.announce), SPREAD),
      untold: on.direct(
        biddingHouse(database, () => {}),
        SPREAD,
      ),
    }
    await inRounds(1, things)
    // The tables have grown; plans made from here on are those of a house that is at work.
    await house.pool.query('analyze')
    return bidFigures(await inRounds(setting.rounds, things))
  } finally {
    await stopListening()
    await wakeUp.close()
    await database.$disconnect()
    await Promise.all([express.end(), next.end()])
  }
}
