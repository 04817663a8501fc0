import type { Sessions, UserId } from '@gavel/domain'
import type { Database } from './client.ts'

/** The sessions in PostgreSQL, and so on every twin. */
export const sessionsIn = (database: Database): Sessions => ({
  async add({ tokenHash, user, expiresAt, at }) {
    await database.session.create({ data: { tokenHash, userId: user.id, expiresAt, at } })
  },

  async findCaller(tokenHash, now) {
    const session = await database.session.findUnique({
      where: { tokenHash, endedAt: null, expiresAt: { gt: now } },
      select: { user: { select: { id: true, name: true, email: true } } },
    })
    return session && { ...session.user, id: session.user.id as UserId }
  },

  async endAll(user, at) {
    const open = { userId: user, endedAt: null }
    await database.session.updateMany({ where: open, data: { endedAt: at } })
  },

  async end(tokenHash, at) {
    await database.session.updateMany({
      where: { tokenHash, endedAt: null },
      data: { endedAt: at },
    })
  },
})
