import type { Sessions, UserId } from '@gavel/domain'
import type { Database } from './client.ts'

/** The sessions in PostgreSQL, and so on every twin. */
export function sessionsIn(database: Database): Sessions {
  const end = (tokenHash: string, at: Date) =>
    database.session.updateMany({ where: { tokenHash, endedAt: null }, data: { endedAt: at } })

  return {
    async add({ tokenHash, user, expiresAt, at, ends }) {
      const data = { tokenHash, userId: user.id, at, usedAt: at, expiresAt }
      const begin = () => database.session.create({ data })
      if (!ends) await begin()
      else await database.$transaction([end(ends, at), begin()])
    },

    async find(tokenHash) {
      const session = await database.session.findUnique({
        where: { tokenHash, endedAt: null },
        select: {
          expiresAt: true,
          usedAt: true,
          user: { select: { id: true, name: true, email: true } },
        },
      })
      return session && { ...session, user: { ...session.user, id: session.user.id as UserId } }
    },

    async use(tokenHash, { before, at }) {
      await database.session.updateMany({
        where: { tokenHash, endedAt: null, usedAt: before },
        data: { usedAt: at },
      })
    },

    async endAll(user, at) {
      const open = { userId: user, endedAt: null }
      await database.session.updateMany({ where: open, data: { endedAt: at } })
    },

    async end(tokenHash, at) {
      await end(tokenHash, at)
    },

    async forgetBefore(moment) {
      await database.session.deleteMany({ where: { usedAt: { lt: moment } } })
    },
  }
}
