import { ensureDatabase, fillInTurn, migrate } from '@gavel/db/launch'
import { fill } from '@gavel/db/seed'
import { houseDatabase } from './database.ts'
import { inOneSentence } from './sentence.ts'
import { requireFreePort, twins } from './twins.ts'
import { variables } from './variables.ts'

// What has to be true before the twins start: sound variables, free ports, and a database that
// answers, is migrated and has people and lots in it, some of them live.
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
    await fillInTurn(database.url, fill)
  } finally {
    await database.release()
  }
})
