import type { Session, Sessions, Use, UserId } from '@gavel/domain'
import type { Database } from './client.ts'
import { putAway } from './portion.ts'
import { together } from './together.ts'

/** The sessions in PostgreSQL, and so on every twin. */
export function sessionsIn(database: Database): Sessions {
  const end = (tokenHash: string, at: Date) =>
    database.session.updateMany({ where: { tokenHash, endedAt: null }, data: { endedAt: at } })

  // Every request with a session comes by here.
  const look = together((looks: readonly Look[]) => lookInto(database, looks))

  return {
    async add({ tokenHash, user, expiresAt, at, ends }) {
      const data = { tokenHash, userId: user.id, at, usedAt: at, expiresAt }
      const begin = () => database.session.create({ data })
      if (!ends) await begin()
      else await database.$transaction([end(ends, at), begin()])
    },

    find: (tokenHash) => look({ tokenHash, use: null }),
    use: (tokenHash, use) => look({ tokenHash, use }),

    async endAll(user, at) {
      const open = { userId: user, endedAt: null }
      await database.session.updateMany({ where: open, data: { endedAt: at } })
    },

    async end(tokenHash, at) {
      await end(tokenHash, at)
    },

    forgetBefore: (moment) => putAway(database, { table: 'session', moment: 'used_at' }, moment),
  }
}

type Look = { tokenHash: string; use: Use | null }

/** The sessions that are asked for, in that order, once the uses that are news are written. */
async function lookInto(
  database: Database,
  looks: readonly Look[],
): Promise<readonly (Session | null)[]> {
  const rows = await database.session.findMany({
    where: { tokenHash: { in: looks.map(({ tokenHash }) => tokenHash) }, endedAt: null },
    select: {
      tokenHash: true,
      expiresAt: true,
      usedAt: true,
      user: { select: { id: true, name: true, email: true } },
    },
  })
  const sessions = new Map(
    rows.map(({ tokenHash, user, ...times }) => [
      tokenHash,
      { ...times, user: { ...user, id: user.id as UserId } },
    ]),
  )
  for (const { tokenHash, use } of looks) {
    const session = sessions.get(tokenHash)
    if (session && use?.isNews(session))
      await writeUse(database, { tokenHash, session, at: use.at })
  }
  return looks.map(({ tokenHash }) => sessions.get(tokenHash) ?? null)
}

type Used = { tokenHash: string; session: Session; at: Date }

const writeUse = (database: Database, { tokenHash, session: { usedAt }, at }: Used) =>
  database.session.updateMany({
    where: { tokenHash, endedAt: null, usedAt },
    data: { usedAt: at },
  })
