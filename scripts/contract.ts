import { run } from '@gavel/contracts/suite/run.ts'
import { migrate, testDatabase } from '@gavel/db/launch'

// npm run contract -- http://localhost:4000
// npm run contract -- --command "node server.js"
// Runs the contract suite against any implementation. With --command it starts the implementation
// itself, on an empty and migrated database, and also runs the tests that need to stop it.

process.exitCode = await run(process.argv.slice(2), async () => {
  const databases = [await testDatabase(), await testDatabase()] as const
  for (const { url } of databases) await migrate(url)
  const [main, other] = databases
  return {
    urls: [main.url, other.url],
    drop: async () => void (await Promise.all(databases.map((database) => database.drop()))),
  }
})
