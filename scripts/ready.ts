import { ensureDatabase, fillInTurn, migrate } from '@gavel/db/launch'
import { fill } from '@gavel/db/seed'
import { houseDatabase } from './database.ts'
import { isInTheOpen, refusePublished } from './in-the-open.ts'
import { inOneSentence } from './sentence.ts'
import { requireFreePort, twins } from './twins.ts'
import { variables } from './variables.ts'

// What has to be true before the twins start: sound variables, free ports, and a database that
// answers and is migrated. The embedded one has people and lots in it, some of them live; one that is
// somebody's own has whom they ask for, and one that others reach has nobody of ours.
await inOneSentence(async () => {
  variables()
  await requireFreePort(twins.express)
  await requireFreePort(twins.next)

  // Told to end, it finishes and lets go of the server: that is a matter of a second.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {})
  const database = await houseDatabase()
  try {
    if (database.note) console.log(database.note)
    await ensureDatabase(database.url)
    await migrate(database.url)
    await refusePublished(database.url)
    if (!isInTheOpen()) await fillInTurn(database.url, fillUnlessOwn)
  } finally {
    await database.release()
  }
})

/** Nobody comes unasked into an empty database that was given: it may be meant for others. */
async function fillUnlessOwn(house: { url: string; isEmpty: boolean }): Promise<void> {
  if (process.env.DATABASE_URL && house.isEmpty)
    console.log('Nobody is in this house yet: npm run db:seed brings people and lots to look at.')
  else await fill(house)
}
