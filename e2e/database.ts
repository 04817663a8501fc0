import { openStore } from '@gavel/db'
import { migrate, testDatabase } from '@gavel/db/launch'

/** An empty house: a database of its own with every migration. */
export async function emptyHouse(): Promise<{ url: string; drop(): Promise<void> }> {
  const database = await testDatabase()
  await migrate(database.url)
  return database
}

/** The invariants that do not hold in a house, as sentences. */
export async function breachesIn(url: string): Promise<string[]> {
  const store = openStore(url)
  try {
    return await store.breaches()
  } finally {
    await store.close()
  }
}
