import type { Counted, Visits } from '@gavel/domain'
import type { Database } from './client.ts'
import { putAway } from './portion.ts'

/**
 * What is counted at the door, in PostgreSQL, and so of every twin: one row for a name, counted and
 * told in one statement, so that of many at one moment none is missed.
 */
export const visitsIn = (database: Database): Visits => ({
  async add({ name, at, seconds }) {
    const until = new Date(at.getTime() + seconds * 1000)
    const [counted] = await database.$queryRaw<[Counted]>`
      insert into visits as kept (name, count, since, until) values (${name}, 1, ${at}, ${until})
      on conflict (name) do update set
        count = case when kept.until <= excluded.since then 1 else kept.count + 1 end,
        since = case when kept.until <= excluded.since then excluded.since else kept.since end,
        until = case when kept.until <= excluded.since then excluded.until else kept.until end
      returning count, since`
    return counted
  },

  async takeBack({ name, since }) {
    await database.visits.updateMany({
      where: { name, since, count: { gt: 0 } },
      data: { count: { decrement: 1 } },
    })
  },

  forgetBefore: (moment) => putAway(database, { table: 'visits', moment: 'until' }, moment),
})
