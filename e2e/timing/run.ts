import { randomUUID } from 'node:crypto'
import { createClient } from '@gavel/contracts'
import { emptyHouse } from '../database.ts'
import { median } from '../stress/figures.ts'
import { startTwin } from '../twins.ts'

// npm run timing: whether a clock tells who has an account. Wrong passwords are tried on addresses
// that somebody has and on such that nobody has, in turn and in a random order, so that whatever else
// the machine does falls on both alike. What Node hashes is counted by a test of the domain; this is
// for all the rest that takes time.

/** Of each kind; and how often each is tried, one less than would make it wait. */
const ADDRESSES = 40
const TRIES = 9
const OPEN = { SIGN_UPS_PER_MINUTE: '1000000', FAILED_SIGN_INS_PER_ADDRESS: '1000000' }

const password = 'going going gone'
const newAddress = () => `${randomUUID()}@timing.test`
const shuffled = <Item>(items: readonly Item[]): Item[] =>
  items
    .map((item) => ({ item, place: Math.random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item)

type Samples = { known: number[]; unknown: number[] }

async function sample(baseUrl: string): Promise<Samples> {
  const anybody = createClient(baseUrl)
  const samples: Samples = { known: [], unknown: [] }
  const tried: { email: string; kind: keyof Samples }[] = []
  for (let count = 0; count < ADDRESSES; count += 1) {
    const email = newAddress()
    await anybody.signUp({ email, password, name: 'Anna' })
    tried.push({ email, kind: 'known' }, { email: newAddress(), kind: 'unknown' })
  }
  const attempts = Array.from({ length: TRIES }, () => shuffled(tried)).flat()
  for (const { email, kind } of attempts) {
    const began = performance.now()
    await anybody.signIn({ email, password: 'not the right one' }).catch(() => {})
    samples[kind].push(performance.now() - began)
  }
  return samples
}

/** How often a guess from one time of each is right: half of the time, where nothing is told. */
function guessed({ known, unknown }: Samples): number {
  const wins = known.flatMap((one) => unknown.map((other) => Number(one > other)))
  const share = wins.reduce((sum, win) => sum + win, 0) / wins.length
  return Math.max(share, 1 - share)
}

/** The same of one kind alone, split in two: what chance tells. */
const byChance = ({ known }: Samples): number => {
  const mixed = shuffled(known)
  const half = Math.floor(mixed.length / 2)
  return guessed({ known: mixed.slice(0, half), unknown: mixed.slice(half) })
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`

const house = await emptyHouse()
console.log('| twin | known | unknown | ratio | guessed from one of each | by chance |')
console.log('| --- | --- | --- | --- | --- | --- |')
for (const kind of ['express', 'next'] as const) {
  const twin = await startTwin(kind, house.url, OPEN)
  const samples = await sample(twin.baseUrl)
  await twin.stop()
  const [known, unknown] = [median(samples.known), median(samples.unknown)]
  const cells = [
    kind,
    `${known.toFixed(1)} ms`,
    `${unknown.toFixed(1)} ms`,
    (known / unknown).toFixed(3),
    percent(guessed(samples)),
    percent(byChance(samples)),
  ]
  console.log(`| ${cells.join(' | ')} |`)
}
await house.drop()
