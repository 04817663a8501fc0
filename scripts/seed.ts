import { parseArgs } from 'node:util'
import { ensureDatabase, fillInTurn, isInUse, LaunchProblem, migrate } from '@gavel/db/launch'
import { type Filled, fill, seedMany } from '@gavel/db/seed'
import { houseDatabase } from './database.ts'
import { refuseToFill } from './in-the-open.ts'
import { inOneSentence } from './sentence.ts'
import { variables } from './variables.ts'

const LOTS_AT_MOST = 20_000

const told: Record<Filled, string> = {
  'first-day': 'The house is as on its first day.',
  consigned: 'Nothing was on any more: a fresh evening has been consigned.',
  'something-is-on': 'There are lots that are live or scheduled: no others were consigned.',
  strangers: 'The people of the seed are not in this house: no lots of theirs were consigned.',
}

/** What is worth a word where something else was asked for. */
const NEWS = new Set<Filled>(['first-day', 'consigned'])

// npm run db:seed: fills an empty house, or consigns a fresh evening where nothing is on any more.
// npm run db:seed -- --lots 5000: adds that many lots, to measure a large house.
await inOneSentence(async () => {
  variables()
  refuseToFill()
  const lots = lotsAskedFor()
  const database = await houseDatabase()
  try {
    await ensureDatabase(database.url)
    await migrate(database.url)
    if (lots > 0) await refuseIfRunning(database.url)
    await fillInTurn(database.url, async (house) => {
      const filled = await fill(house)
      if (lots === 0 || NEWS.has(filled)) console.log(told[filled])
      if (lots > 0) await enlarge(house.url, lots)
    })
  } finally {
    await database.release()
  }
})

/** @throws LaunchProblem for what is not a number of lots. */
function lotsAskedFor(): number {
  const { lots } = optionsGiven()
  if (lots === undefined) return 0
  const count = /^\d{1,6}$/.test(lots) ? Number(lots) : 0
  if (count >= 1 && count <= LOTS_AT_MOST) return count
  throw new LaunchProblem(
    `--lots takes a whole number from 1 to ${LOTS_AT_MOST}: say npm run db:seed -- --lots 5000.`,
  )
}

function optionsGiven(): { lots?: string | undefined } {
  try {
    return parseArgs({ options: { lots: { type: 'string' } } }).values
  } catch {
    throw new LaunchProblem('The one option is --lots: say npm run db:seed -- --lots 5000.')
  }
}

/** The worker of a running house would settle lots while their history is being played. */
async function refuseIfRunning(url: string): Promise<void> {
  if (!(await isInUse(url))) return
  throw new LaunchProblem(
    'Somebody is connected to the database, as a running house is: end it, then run npm run db:seed again.',
  )
}

async function enlarge(url: string, lots: number): Promise<void> {
  const start = performance.now()
  const { bids } = await seedMany(url, lots)
  const seconds = Math.round((performance.now() - start) / 1000)
  console.log(`${lots} lots more, with ${bids} bids, in ${seconds} seconds.`)
}
