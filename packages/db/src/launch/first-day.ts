import { withClient } from './connect.ts'

/** Any number that nobody else takes: the key of the lock under which a house is filled. */
const SEED_LOCK = 72707370

/**
 * Runs `fill` while nobody else fills this database: of two at once the second waits, and finds what
 * the first has left. `isEmpty` says whether nobody has signed up yet.
 */
export async function fillInTurn<Answer>(
  url: string,
  fill: (house: { url: string; isEmpty: boolean }) => Promise<Answer>,
): Promise<Answer> {
  return withClient(url, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [SEED_LOCK])
    const { rows } = await client.query('SELECT FROM "user" LIMIT 1')
    return fill({ url, isEmpty: rows.length === 0 })
  })
}
