import type { Caller, Users } from '@gavel/domain'
import { newId } from '../../src/ids.ts'
import type { Tables } from './tables.ts'

export const usersIn = ({ users, sessions }: Tables): Users => {
  const byEmail = (email: string) =>
    [...users.values()].find((user) => user.email === email) ?? null

  return {
    async add({ email, name, passwordHash }) {
      if (byEmail(email)) return null
      const caller: Caller = { id: newId(), name, email }
      users.set(caller.id, { ...caller, passwordHash })
      return caller
    },

    findByEmail: async (email) => byEmail(email),

    async rehash(id, { from, to }) {
      const user = users.get(id)
      if (user?.passwordHash === from) users.set(id, { ...user, passwordHash: to })
    },

    async changePassword(id, { from, to, session: { tokenHash, expiresAt, at } }) {
      const user = users.get(id)
      if (user?.passwordHash !== from) return false
      users.set(id, { ...user, passwordHash: to })
      for (const session of sessions.values()) if (session.user === id) session.hasEnded = true
      sessions.set(tokenHash, { user: id, expiresAt, usedAt: at, hasEnded: false })
      return true
    },
  }
}
