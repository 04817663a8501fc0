import { parseArgs } from 'node:util'
import { breachesIn, emptyHouse } from '../database.ts'
import { crash } from './crash.ts'
import { crowd } from './crowd.ts'
import { fanOut } from './fan-out.ts'
import { type Chapter, type Figure, type Setting, tableOf } from './figures.ts'
import { halfOpen } from './half-open.ts'
import { memory } from './memory.ts'
import { presence } from './presence.ts'
import { reconnects } from './reconnects.ts'
import { shutdown } from './shutdown.ts'
import { stalled } from './stalled.ts'
import { unread } from './unread.ts'
import { wakeUps } from './wake-ups.ts'

// npm run build, and then:
// npm run stress -- --only reconnects,crash --seed 7 --clients 40 --reconnects 10 --long

/** The chapters in their order; those that mostly wait are told side by side. */
const chapters: Record<string, Chapter>[] = [
  { reconnects },
  { crash },
  { crowd },
  { stalled },
  { memory, unread, 'fan-out': fanOut, 'half-open': halfOpen, presence },
  { 'wake-ups': wakeUps },
  { shutdown },
]

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    seed: { type: 'string', default: '1' },
    clients: { type: 'string', default: '200' },
    reconnects: { type: 'string', default: '50' },
    long: { type: 'boolean', default: false },
  },
})

const only = values.only?.split(',')
const known = chapters.flatMap((chapter) => Object.keys(chapter))
const unknown = only?.find((name) => !known.includes(name))
if (unknown) {
  console.error(`There is no chapter ${unknown}: name some of ${known.join(', ')}.`)
  process.exit(1)
}

process.on('SIGINT', () => process.exit(130))
process.on('SIGTERM', () => process.exit(143))

const house = await emptyHouse()
const setting: Setting = {
  databaseUrl: house.url,
  seed: Number(values.seed),
  clients: Number(values.clients),
  reconnects: Number(values.reconnects),
  long: values.long,
}

async function tell([name, chapter]: [string, Chapter]): Promise<Figure[]> {
  const began = performance.now()
  const figures = await chapter(setting)
  console.error(`${name}: ${Math.round((performance.now() - began) / 1_000)} s`)
  return figures
}

const figures: Figure[] = []
for (const together of chapters) {
  const told = Object.entries(together).filter(([name]) => only?.includes(name) ?? true)
  figures.push(...(await Promise.all(told.map(tell))).flat())
}
const breaches = await breachesIn(house.url)
await house.drop()

figures.push({
  what: 'the house afterwards',
  measured: breaches.join('; ') || 'no breach',
  promise: 'no breach',
  kept: breaches.length === 0,
  how: 'check_invariants() of the database',
})
console.log(`seed ${values.seed}, ${values.clients} clients\n\n${tableOf(figures)}`)
process.exit(figures.some(({ kept }) => kept === false) ? 1 : 0)
