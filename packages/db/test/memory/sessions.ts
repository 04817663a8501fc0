import type { Session, Sessions } from '@gavel/domain'
import type { Tables } from './tables.ts'

export function sessionsIn({ sessions, users }: Tables): Sessions {
  const sessionOf = (tokenHash: string): Session | null => {
    const session = sessions.get(tokenHash)
    const user = session && users.get(session.user)
    if (!user || session.hasEnded) return null
    const { id, name, email } = user
    return { user: { id, name, email }, expiresAt: session.expiresAt, usedAt: session.usedAt }
  }

  return {
    async add({ tokenHash, user, passwordHash, expiresAt, at, ends }) {
      if (users.get(user.id)?.passwordHash !== passwordHash) return false
      const ended = sessions.get(ends ?? '')
      if (ended) ended.hasEnded = true
      sessions.set(tokenHash, { user: user.id, expiresAt, usedAt: at, hasEnded: false })
      return true
    },

    find: async (tokenHash) => sessionOf(tokenHash),

    async use(tokenHash, { at, shouldRecord }) {
      const session = sessionOf(tokenHash)
      const kept = sessions.get(tokenHash)
      if (kept && session && shouldRecord(session)) kept.usedAt = at
      return session
    },

    async end(tokenHash) {
      const session = sessions.get(tokenHash)
      if (session) session.hasEnded = true
    },

    async endAll(user) {
      for (const session of sessions.values()) if (session.user === user) session.hasEnded = true
    },

    async deleteBefore(moment) {
      for (const [tokenHash, { usedAt }] of sessions)
        if (usedAt < moment) sessions.delete(tokenHash)
      return false
    },
  }
}
