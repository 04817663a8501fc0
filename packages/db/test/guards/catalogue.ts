import type { Client } from 'pg'

/** A guard that the database has, and the statement that takes it away. */
export type Guard = { guard: string; table: string; loss: string }

/** All constraints, unique indexes and triggers that the migrations made, but for types and nulls. */
export async function guardsIn(sql: Client): Promise<Guard[]> {
  const { rows } = await sql.query<Guard>(`
    with house as (
      select oid, relname as "table" from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r'
        and relname <> '_prisma_migrations'),
    rules as (select * from pg_constraint where contype in ('c', 'p', 'u', 'f', 'x'))
    select conname as guard, "table",
        format('alter table %I drop constraint %I cascade', "table", conname) as loss
      from rules join house on house.oid = conrelid
    union all
    select relname, "table", format('drop index %I', relname)
      from pg_index join house on house.oid = indrelid join pg_class i on i.oid = indexrelid
      where indisunique and relname not in (select conname from rules)
    union all
    select tgname, "table", format('drop trigger %I on %I', tgname, "table")
      from pg_trigger join house on house.oid = tgrelid where not tgisinternal
    order by 2, 1`)
  return rows
}
