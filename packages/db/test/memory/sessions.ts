import type { Sessions } from '@gavel/domain'
import type { Tables } from './tables.ts'

export const sessionsIn = ({ sessions, users }: Tables): Sessions => ({
  async add({ tokenHash, user, expiresAt }) {
    sessions.set(tokenHash, { user: user.id, expiresAt, hasEnded: false })
  },

  async findCaller(tokenHash, now) {
    const session = sessions.get(tokenHash)
    if (!session || session.hasEnded || session.expiresAt <= now) return null
    const user = users.get(session.user)
    return user ? { id: user.id, name: user.name, email: user.email } : null
  },

  async end(tokenHash) {
    const session = sessions.get(tokenHash)
    if (session) session.hasEnded = true
  },

  async endAll(user) {
    for (const session of sessions.values()) if (session.user === user) session.hasEnded = true
  },
})
