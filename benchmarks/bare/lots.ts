import type { Pool } from 'pg'

// The two reads as somebody would write them who had only `pg`: one statement each, with a name, so
// that PostgreSQL parses it once a connection. What the house makes of the columns (the status, the
// next bid, the slug) is left out.

const COLUMNS = `l.id, l.title, l.description, l.starting_price::float8 as "startingPrice",
  l.reserve_price::float8 as "reservePrice", l.price::float8 as price, l.maximum::float8 as maximum,
  l.bid_count as "bidCount", l.opens_at as "opensAt", l.closes_at as "closesAt", l.opened,
  l.withdrawn, l.settled, l.version, l.seller_id as "sellerId", s.name as seller,
  l.leader_id as "leaderId", b.name as leader`

const FROM = `from lot l join "user" s on s.id = l.seller_id left join "user" b on b.id = l.leader_id`

export async function findLot(pool: Pool, lotId: string): Promise<object | undefined> {
  const text = `select ${COLUMNS} ${FROM} where l.id = $1`
  const { rows } = await pool.query<object>({ name: 'lot', text, values: [lotId] })
  return rows[0]
}

/** The newest twenty, and one that says whether there are more. */
export async function newestLots(pool: Pool): Promise<object[]> {
  const text = `select ${COLUMNS} ${FROM} where l.opens_at is not null order by l.id desc limit $1`
  const { rows } = await pool.query<object>({ name: 'lots', text, values: [21] })
  return rows.slice(0, 20)
}
