import { setTimeout as sleep } from 'node:timers/promises'
import { keepCluster } from '@gavel/db/launch'
import { demoAccounts, publishedIn } from '@gavel/db/seed'
import { type Ancestor, ancestors, isTurbo, watchAncestors } from './ancestors.ts'
import { type HouseDatabase, houseDatabase } from './database.ts'
import { inOneSentence } from './sentence.ts'
import { addressOf, twins } from './twins.ts'

/** Milliseconds that turbo has to take its tasks along; they then see to it themselves. */
const PATIENCE_MS = 4000

// Runs beside the twins: says when the house is open, and sees to it that the embedded server and
// the rest end with them, however that comes.
await inOneSentence(async () => {
  const opened = openDatabase()
  endWhenTold(async () => (await opened).release())
  const { url } = await opened
  await isReady(addressOf(twins.express))
  await isReady(addressOf(twins.next))
  console.log(banner(await publishedIn(url)))
})

/** The database, and how to let go of it again. */
async function openDatabase(): Promise<Pick<HouseDatabase, 'url' | 'release'>> {
  const database = await houseDatabase()
  if (process.env.DATABASE_URL) return database
  const endKeeping = await keepCluster()
  const release = async () => {
    await database.release()
    await endKeeping()
  }
  return { url: database.url, release }
}

function endWhenTold(release: () => Promise<void>): void {
  let ending = false
  const end = async () => {
    if (ending) return
    ending = true
    await release()
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)

  const chain = ancestors()
  watchAncestors(chain, async () => {
    const turbo = chain.find(isTurbo)
    tell(turbo, 'SIGTERM')
    // One that was told to end before its tasks had begun hears of it no second time.
    await sleep(PATIENCE_MS)
    tell(turbo, 'SIGKILL')
    await end()
  })
}

/** Without npm above it turbo would run for ever; it takes its tasks along in good order. */
function tell(turbo: Ancestor | undefined, signal: 'SIGTERM' | 'SIGKILL'): void {
  try {
    if (turbo) process.kill(turbo.pid, signal)
  } catch {
    // It has gone already.
  }
}

/** Waits until a twin's readiness answers 200; turbo ends us if the twin cannot start. */
async function isReady(address: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${address}/api/health/ready`).catch(() => undefined)
    await answer?.body?.cancel()
    if (answer?.status === 200) return
    await sleep(250)
  }
}

/** Tells of whom a reader may sign in as, by the addresses that are in the house. */
function banner(published: readonly string[]): string {
  const accounts = demoAccounts
    .filter(({ email }) => published.includes(email))
    .map(({ name, email, password }) => `    ${name.padEnd(16)} ${email}  ${password}`)
  return [
    '',
    '  The house is open, twice:',
    `    ${twins.express.name.padEnd(16)} ${addressOf(twins.express)}`,
    `    ${twins.next.name.padEnd(16)} ${addressOf(twins.next)}`,
    ...(accounts.length > 0 ? ['  Sign in at either as', ...accounts] : []),
    '  Read first',
    '    README.md',
    '    packages/contracts/src/bids.ts',
    '    apps/express-api/src/routes/lots/bids.ts',
    '    apps/next-fullstack/src/app/api/lots/[lotId]/bids/route.ts',
    '',
  ].join('\n')
}
