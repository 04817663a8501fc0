import {
  clusterInUse,
  dropDatabase,
  ensureDatabase,
  LaunchProblem,
  migrate,
} from '@gavel/db/launch'
import { seed } from '@gavel/db/seed'
import { houseDatabase } from './database.ts'
import { refuseToFill } from './in-the-open.ts'
import { inOneSentence } from './sentence.ts'
import { variables } from './variables.ts'

// npm run db:reset: the house as on its first day. Everything in its database is lost.
await inOneSentence(async () => {
  variables()
  refuseToFill()
  await refuseIfPrecious()
  const database = await houseDatabase()
  try {
    await dropDatabase(database.url)
    await ensureDatabase(database.url)
    await migrate(database.url)
    await seed(database.url)
    console.log('The house is as on its first day.')
  } finally {
    await database.release()
  }
})

async function refuseIfPrecious(): Promise<void> {
  if (!process.env.DATABASE_URL && (await clusterInUse())) {
    throw new LaunchProblem('The house is running: end it, then run npm run db:reset again.')
  }
  if (process.env.DATABASE_URL && !process.argv.includes('--yes')) {
    throw new LaunchProblem(
      'DATABASE_URL is set and everything in that database would be lost: run npm run db:reset -- --yes if you mean it, or unset it to reset the embedded one.',
    )
  }
}
