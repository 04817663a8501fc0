import type { Counted, RateLimits } from '@gavel/domain'
import type { Database } from './client.ts'
import { purge } from './purge.ts'

/**
 * Fixed-window rate limits in PostgreSQL, shared by both apps: one row per name, in the table `visits`. One
 * statement counts and returns, so that concurrent requests are all counted.
 */
export const rateLimitsIn = (database: Database): RateLimits => ({
  async consume({ name, at, seconds }) {
    const until = new Date(at.getTime() + seconds * 1000)
    const [counted] = await database.$queryRaw<[Counted]>`
      insert into visits as stored (name, count, since, until) values (${name}, 1, ${at}, ${until})
      on conflict (name) do update set
        count = case when stored.until <= excluded.since then 1 else stored.count + 1 end,
        since = case when stored.until <= excluded.since then excluded.since else stored.since end,
        until = case when stored.until <= excluded.since then excluded.until else stored.until end
      returning count, since`
    return counted
  },

  async refund({ name, since }) {
    await database.visits.updateMany({
      where: { name, since, count: { gt: 0 } },
      data: { count: { decrement: 1 } },
    })
  },

  deleteBefore: (time) => purge(database, { table: 'visits', column: 'until' }, time),
})
