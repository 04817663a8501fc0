import { databaseUrl, startCluster } from '@gavel/db/launch'

/** The house's database, for as long as this process needs it. */
export type HouseDatabase = {
  url: string
  /** One line for the reader, when the embedded server's files had to be put elsewhere. */
  note: string | undefined
  release(): Promise<void>
}

/** The database of `DATABASE_URL`, else `gavel` on the embedded server, which is started or joined. */
export async function houseDatabase(): Promise<HouseDatabase> {
  const given = process.env.DATABASE_URL
  if (given) return { url: given, note: undefined, release: async () => {} }
  const { url, note, release } = await startCluster()
  return { url: databaseUrl(url, 'gavel'), note, release }
}
