import type { Sessions } from '@gavel/domain'
import type { Tables } from './tables.ts'

export const sessionsIn = ({ sessions, users }: Tables): Sessions => ({
  async add({ tokenHash, user, expiresAt, at, ends }) {
    const ended = sessions.get(ends ?? '')
    if (ended) ended.hasEnded = true
    sessions.set(tokenHash, { user: user.id, expiresAt, usedAt: at, hasEnded: false })
  },

  async find(tokenHash) {
    const session = sessions.get(tokenHash)
    const user = session && users.get(session.user)
    if (!user || session.hasEnded) return null
    const { id, name, email } = user
    return { user: { id, name, email }, expiresAt: session.expiresAt, usedAt: session.usedAt }
  },

  async use(tokenHash, { before, at }) {
    const session = sessions.get(tokenHash)
    if (session?.hasEnded === false && session.usedAt.getTime() === before.getTime())
      session.usedAt = at
  },

  async end(tokenHash) {
    const session = sessions.get(tokenHash)
    if (session) session.hasEnded = true
  },

  async endAll(user) {
    for (const session of sessions.values()) if (session.user === user) session.hasEnded = true
  },

  async forgetBefore(moment) {
    for (const [tokenHash, { usedAt }] of sessions) if (usedAt < moment) sessions.delete(tokenHash)
  },
})
