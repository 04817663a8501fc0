import type { Caller, Clock, UserId, Users } from '@gavel/domain'
import type { Database } from './client.ts'
import { isTaken } from './errors.ts'
import { newId } from './ids.ts'

/** The people in PostgreSQL, each with an empty wallet from the first moment on. */
export const usersIn = (database: Database, clock: Clock): Users => ({
  async add({ email, name, passwordHash }) {
    const caller: Caller = { id: newId(), name, email }
    const accounts = [
      { id: newId(), kind: 'available' as const },
      { id: newId(), kind: 'held' as const },
    ]
    try {
      await database.user.create({
        data: { ...caller, passwordHash, at: await clock.now(), accounts: { create: accounts } },
      })
      return caller
    } catch (error) {
      if (isTaken(error, 'user_email_key', ['email'])) return null
      throw error
    }
  },

  async findByEmail(email) {
    const user = await database.user.findUnique({ where: { email } })
    if (!user) return null
    const { id, name, passwordHash } = user
    return { id: id as UserId, name, email, passwordHash }
  },

  async rehash(id, { from, to }) {
    await database.user.updateMany({
      where: { id, passwordHash: from },
      data: { passwordHash: to },
    })
  },

  // Three statements, for each sees what was committed before it: also a session that began while the
  // first of them waited for the row of the user, which `sessions.add` holds.
  changePassword: (id, { from, to, session: { at, ...session } }) =>
    database.$transaction(async (inside) => {
      const data = { passwordHash: to }
      const { count } = await inside.user.updateMany({ where: { id, passwordHash: from }, data })
      if (count === 0) return false
      const open = { userId: id, endedAt: null }
      await inside.session.updateMany({ where: open, data: { endedAt: at } })
      await inside.session.create({ data: { ...session, userId: id, at, usedAt: at } })
      return true
    }),
})
