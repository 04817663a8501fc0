import { domainError } from '@gavel/domain'
import type { Clock, LoggedEvent, Rooms } from '@gavel/domain'
import { bidsIn } from './bids.ts'
import { once } from './idempotency-records.ts'
import { roomOf } from './logs.ts'
import { messagesOf, said } from './messages.ts'
import type { Alone, Tables } from './tables.ts'

export function roomsIn(tables: Tables, { alone, clock }: { alone: Alone; clock: Clock }): Rooms {
  const { lots, rooms, epoch } = tables

  return {
    onRoom: (lotId, work, command, key) =>
      alone((at) => {
        const lot = lots.get(lotId)
        if (!lot) throw domainError('not-found')
        return once(tables, { key, at }, () => said(tables, { lot, at }, work, command))
      }),

    messages: async (lotId, page) => messagesOf(tables, lotId, page),

    /** Nothing else happens before the first wait, and by then all but the time is read. */
    async snapshot(lotId, most) {
      const lot = lots.get(lotId)
      if (!lot) return null
      const position = { epoch, seq: roomOf(tables, lotId).seq }
      const { items: messages } = messagesOf(tables, lotId, { limit: most.messages })
      const { items: bids } = await bidsIn(tables).list(lotId, { limit: most.bids })
      return { lot, bids, messages, position, now: await clock.now() }
    },

    async after(lotId, seq, limit) {
      const { log } = roomOf(tables, lotId)
      return log
        .filter((event) => event.seq > seq)
        .slice(0, limit)
        .map((event) => ({ ...event, at: event.at.toISOString() }) as LoggedEvent)
    },

    async tops(lotIds) {
      const known = lotIds.filter((lotId) => rooms.has(lotId))
      return new Map(
        known.map((lotId) => {
          const { seq, trimmed } = roomOf(tables, lotId)
          return [lotId, { seq, trimmed }]
        }),
      )
    },

    epoch: async () => epoch,

    async trim(before) {
      for (const room of rooms.values()) {
        const old = room.log.findLast(({ at }) => at < before)
        if (!old) continue
        room.trimmed = old.seq
        room.log = room.log.filter(({ seq }) => seq > old.seq)
      }
      return false
    },
  }
}
