import type { LotId, Presence } from '@gavel/domain'
import type { Database } from './client.ts'

/** Who watches, in an unlogged table: a row for each process and room, of the last 30 seconds. */
export const presenceIn = (database: Database): Presence => ({
  async report(process, watching) {
    const rooms = [...watching.keys()]
    await database.$executeRaw`
      with gone as (
        delete from presence where case when process = ${process}::uuid
          then lot_id <> all(${rooms}::uuid[]) else at < clock_timestamp() - interval '5 minutes' end)
      insert into presence (process, lot_id, watching, at)
      select ${process}::uuid, u.lot_id, u.watching, clock_timestamp()
      from unnest(${rooms}::uuid[], ${[...watching.values()]}::int[]) u (lot_id, watching)
      on conflict (process, lot_id) do update set watching = excluded.watching, at = excluded.at`
  },

  async watching(lotIds) {
    const rows = await database.$queryRaw<
      { lotId: LotId; watching: number; version: number }[]
    >`select asked.lot_id as "lotId", coalesce(sum(p.watching), 0)::int as watching,
        (extract(epoch from clock_timestamp()) * 1000)::float8 as version
      from unnest(${[...lotIds]}::uuid[]) asked (lot_id)
      left join presence p on p.lot_id = asked.lot_id
        and p.at > clock_timestamp() - interval '30 seconds'
      group by asked.lot_id`
    return new Map(
      rows.map(({ lotId, watching, version }) => [
        lotId,
        { watching, version: Math.floor(version) },
      ]),
    )
  },
})
