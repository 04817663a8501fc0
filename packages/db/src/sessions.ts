import type { NewSession, Session, Sessions, Use, User, UserId } from '@gavel/domain'
import type { Database, Transaction } from './client.ts'
import { putAway } from './portion.ts'
import { together } from './together.ts'

/** The sessions in PostgreSQL, and so on every twin. */
export function sessionsIn(database: Database): Sessions {
  // Every request with a session comes by here.
  const look = together((looks: readonly Look[]) => lookInto(database, looks))

  return {
    add({ ends, ...session }) {
      if (!ends) return begin(database, session)
      return database.$transaction(async (inside) => {
        const hasBegun = await begin(inside, session)
        if (hasBegun) await end(inside, ends, session.at)
        return hasBegun
      })
    },

    find: (tokenHash) => look({ tokenHash, use: null }),
    use: (tokenHash, use) => look({ tokenHash, use }),

    async endAll(user, at) {
      const open = { userId: user, endedAt: null }
      await database.session.updateMany({ where: open, data: { endedAt: at } })
    },

    async end(tokenHash, at) {
      await end(database, tokenHash, at)
    },

    forgetBefore: (moment) => putAway(database, { table: 'session', moment: 'used_at' }, moment),
  }
}

type Begun = NewSession & { user: User; passwordHash: string }

/**
 * SQL, for Prisma cannot lock a row it reads. While another transaction changes the password this one
 * waits, and then finds that it is another; one that changes it later finds the session, and ends it.
 */
async function begin(
  database: Transaction,
  { tokenHash, user, passwordHash, at, expiresAt }: Begun,
): Promise<boolean> {
  const begun = await database.$executeRaw`
    insert into session (token_hash, user_id, at, used_at, expires_at)
    select ${tokenHash}, id, ${at}::timestamptz, ${at}::timestamptz, ${expiresAt}::timestamptz
    from "user" where id = ${user.id}::uuid and password_hash = ${passwordHash}
    for share`
  return begun === 1
}

const end = (database: Transaction, tokenHash: string, at: Date) =>
  database.session.updateMany({ where: { tokenHash, endedAt: null }, data: { endedAt: at } })

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
