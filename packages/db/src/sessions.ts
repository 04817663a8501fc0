import type { NewSession, Session, Sessions, SessionUse, User, UserId } from '@gavel/domain'
import type { Database, Transaction } from './client.ts'
import { purge } from './purge.ts'
import { createBatcher } from './read-batcher.ts'

/** The sessions in PostgreSQL, shared by both apps. */
export function sessionsIn(database: Database): Sessions {
  // Every request with a session reads it, so concurrent reads are batched.
  const read = createBatcher((reads: readonly SessionRead[]) => readSessions(database, reads))

  return {
    add({ ends, ...session }) {
      if (!ends) return addSession(database, session)
      return database.$transaction(async (inside) => {
        const isAdded = await addSession(inside, session)
        if (isAdded) await end(inside, ends, session.at)
        return isAdded
      })
    },

    find: (tokenHash) => read({ tokenHash, use: null }),
    use: (tokenHash, use) => read({ tokenHash, use }),

    async endAll(user, at) {
      const open = { userId: user, endedAt: null }
      await database.session.updateMany({ where: open, data: { endedAt: at } })
    },

    async end(tokenHash, at) {
      await end(database, tokenHash, at)
    },

    deleteBefore: (time) => purge(database, { table: 'session', column: 'used_at' }, time),
  }
}

type SessionToAdd = NewSession & { user: User; passwordHash: string }

/**
 * Adds a session if the password hash is unchanged. SQL, because Prisma cannot lock a row that it reads:
 * this waits for a transaction that changes the password and then finds the new hash; a transaction that
 * changes it later finds this session and ends it.
 */
async function addSession(
  database: Transaction,
  { tokenHash, user, passwordHash, at, expiresAt }: SessionToAdd,
): Promise<boolean> {
  const added = await database.$executeRaw`
    insert into session (token_hash, user_id, at, used_at, expires_at)
    select ${tokenHash}, id, ${at}::timestamptz, ${at}::timestamptz, ${expiresAt}::timestamptz
    from "user" where id = ${user.id}::uuid and password_hash = ${passwordHash}
    for share`
  return added === 1
}

const end = (database: Transaction, tokenHash: string, at: Date) =>
  database.session.updateMany({ where: { tokenHash, endedAt: null }, data: { endedAt: at } })

type SessionRead = { tokenHash: string; use: SessionUse | null }

/** Reads sessions and writes the uses to record. Results are in the order of the reads. */
async function readSessions(
  database: Database,
  reads: readonly SessionRead[],
): Promise<readonly (Session | null)[]> {
  const rows = await database.session.findMany({
    where: { tokenHash: { in: reads.map(({ tokenHash }) => tokenHash) }, endedAt: null },
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
  for (const { tokenHash, use } of reads) {
    const session = sessions.get(tokenHash)
    if (session && use?.shouldRecord(session))
      await writeUse(database, { tokenHash, session, at: use.at })
  }
  return reads.map(({ tokenHash }) => sessions.get(tokenHash) ?? null)
}

type Used = { tokenHash: string; session: Session; at: Date }

const writeUse = (database: Database, { tokenHash, session: { usedAt }, at }: Used) =>
  database.session.updateMany({
    where: { tokenHash, endedAt: null, usedAt },
    data: { usedAt: at },
  })
