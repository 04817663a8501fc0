import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { bids } from './bids.ts'
import { type Figure, tableOf } from './figures.ts'
import { deadlocksIn, type MeasuredHouse, openMeasuredHouse } from './house.ts'
import { live } from './live.ts'
import { reads } from './reads.ts'
import type { Part } from './setting.ts'

// npm run bench -- reads bids live --seconds 2 --rounds 5

const parts: Record<string, Part> = { reads, bids, live }
const BIDDERS = 200

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '5' },
  },
})
const names = positionals.length > 0 ? positionals : Object.keys(parts)
const unknown = names.find((name) => !parts[name])
const [seconds, rounds] = [values.seconds, values.rounds].map(Number)
if (unknown || !Number.isInteger(seconds) || !Number.isInteger(rounds) || !seconds || !rounds) {
  console.error(
    'Say npm run bench -- reads, bids or live; --seconds and --rounds are whole numbers.',
  )
  process.exit(1)
}

// What is running is killed as this process exits, and the database's guard ends the database.
process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

const began = performance.now()
const tell = (what: string) =>
  console.error(`${Math.round((performance.now() - began) / 1_000)} s: ${what}`)

tell('a house with a past is made')
const house = await openMeasuredHouse(BIDDERS)
const figures: Figure[] = []
const loads: string[] = []
try {
  await refuseBreaches(house)
  for (const name of names) {
    tell(name)
    figures.push(...((await parts[name]?.({ house, seconds, rounds })) ?? []))
    loads.push(`${name} ${loadavg()[0]?.toFixed(1)}`)
  }
  await refuseBreaches(house)
  const deadlocks = await deadlocksIn(house)
  const beside = `${deadlocks} deadlocks, no breach of an invariant`
  figures.push({ what: 'the house afterwards', beside, aim: 'none', met: deadlocks === 0 })
} finally {
  await house.end()
}
tell('done')

const [cpu] = cpus()
const machine = `${cpus().length} cores (${cpu?.model}), ${Math.round(totalmem() / 2 ** 30)} GiB`
console.log(`${new Date().toISOString().slice(0, 10)}, ${machine}, Node ${process.version}
${rounds} rounds of ${seconds} s each; load of the machine after each part: ${loads.join(', ')}

${tableOf(figures)}`)
process.exit(0)

/** @throws Error with what is wrong: the figures of a house that errs are worth nothing. */
async function refuseBreaches({ store }: MeasuredHouse): Promise<void> {
  const breaches = await store.breaches()
  if (breaches.length > 0) throw new Error(`The house is not right: ${breaches.join('; ')}`)
}
