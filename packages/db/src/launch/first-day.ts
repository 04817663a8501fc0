import { withClient } from './connect.ts'

/** Any number that nobody else takes: the key of the lock under which a house is filled. */
const SEED_LOCK = 72707370

/** Runs `fill` if nobody has signed up in this database yet; two at once fill it once. */
export async function fillIfEmpty(
  url: string,
  fill: (url: string) => Promise<unknown>,
): Promise<void> {
  await withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [SEED_LOCK])
    const { rows } = await client.query('SELECT FROM "user" LIMIT 1')
    if (rows.length === 0) await fill(url)
  })
}
