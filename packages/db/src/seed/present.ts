import { openStore } from '../store.ts'

const MINUTE = 60_000

/** The last full minute by the database's clock, so that lots open and close on full minutes. */
export async function presentOf(url: string): Promise<Date> {
  const store = openStore(url)
  try {
    const now = await store.clock.now()
    return new Date(Math.floor(now.getTime() / MINUTE) * MINUTE)
  } finally {
    await store.close()
  }
}
