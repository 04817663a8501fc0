import { Client } from 'pg'

/** The longest message there is. */
const LONGEST = '🔨'.repeat(500)
/** Messages that are more than the buffers of a connection hold: on Linux both ends have megabytes. */
const MESSAGES = 3_600

/**
 * Makes the log of a room that is live longer than any buffer. Through the door it would take half a
 * minute to say so much.
 */
export async function makeLong(databaseUrl: string, lotId: string): Promise<void> {
  const client = new Client({ connectionString: databaseUrl })
  await client.connect()
  await client.query(
    `with grown as (
      update room set seq = seq + $2::int where lot_id = $1::uuid returning seq - $2::int as top),
    said as (
      insert into message (id, lot_id, author_id, text, at, seq)
      select gen_random_uuid(), lot.id, lot.seller_id, $3::text, clock_timestamp(), top + n
      from grown, lot, generate_series(1, $2::int) n where lot.id = $1::uuid returning *)
    insert into room_event (lot_id, seq, type, at, data)
    select lot_id, seq, 'message-posted', at, json_build_object('id', said.id, 'text', text,
      'author', json_build_object('id', author_id, 'name', 'Anna'))
    from said`,
    [lotId, MESSAGES, LONGEST],
  )
  await client.end()
}
