import { DomainError, domainError, viewLot, viewUser } from '@gavel/domain'
import type { Clock, Lot, LotId, Lots } from '@gavel/domain'
import { newId } from '../../src/ids.ts'
import { once } from './idempotency-records.ts'
import { decided } from './lot-decisions.ts'
import { pageOf } from './pages.ts'
import type { Alone, Tables } from './tables.ts'

export function lotsIn(tables: Tables, { alone, clock }: { alone: Alone; clock: Clock }): Lots {
  const { lots, rooms } = tables
  const lines = new Map<LotId, number>()

  return {
    async onLot(lotId, work, command, key) {
      const line = lines.get(lotId) ?? 0
      if (line > 1_000) throw new DomainError('busy', { retryAfterSeconds: 1 })
      lines.set(lotId, line + 1)
      return alone((at) => {
        lines.set(lotId, (lines.get(lotId) ?? 0) - 1)
        const lot = lots.get(lotId)
        if (!lot) throw domainError('not-found')
        return once(tables, { key, at }, () => decided(tables, { lot, at }, work, command))
      })
    },

    add: (draft, reply, key) =>
      alone((at) =>
        once(tables, { key, at }, () => {
          const lot: Lot = { ...draft, seller: viewUser(draft.seller), id: newId(), ...EMPTY }
          const write = () => {
            lots.set(lot.id, lot)
            rooms.set(lot.id, { seq: 0, trimmed: 0, log: [] })
          }
          return { answer: reply(lot), write }
        }),
      ),

    find: async (lotId) => lots.get(lotId) ?? null,

    async list({ q = '', seller, status, now, ...page }) {
      const by = status === 'live' ? 'closesAt' : status === 'scheduled' ? 'opensAt' : null
      const rows = [...lots.values()].filter(
        (lot) =>
          lot.schedule !== null &&
          (!seller || lot.seller.id === seller) &&
          (!status || viewLot(lot, now).status === status) &&
          [lot.title, lot.description].some((text) => says(text, q)),
      )
      return pageOf(tables, rows, {
        ...page,
        list: JSON.stringify(['lots', status, seller, q]),
        newestFirst: by === null,
        placeOf: ({ id, schedule }) => [by ? Number(schedule?.[by]) : 0, id],
        itemOf: (lot) => lot,
      })
    },

    async unopened(limit) {
      const now = await clock.now()
      const start = ({ schedule }: Lot) => Number(schedule?.opensAt)
      return [...lots.values()]
        .filter((lot) => viewLot(lot, now).status === 'live' && !lot.opened)
        .sort((a, b) => start(a) - start(b))
        .slice(0, limit)
        .map(({ id }) => id)
    },

    async due(limit) {
      const now = await clock.now()
      const end = ({ schedule }: Lot) => schedule?.closesAt.getTime() ?? Number.POSITIVE_INFINITY
      return [...lots.values()]
        .filter((lot) => !lot.settled && !lot.withdrawn && end(lot) <= now.getTime())
        .sort((a, b) => end(a) - end(b))
        .slice(0, limit)
        .map(({ id, seller }) => ({ id, seller: seller.id }))
    },
  }
}

const says = (text: string, words: string) => text.toLowerCase().includes(words.toLowerCase())

const EMPTY = {
  schedule: null,
  standing: null,
  bidCount: 0,
  opened: false,
  withdrawn: false,
  settled: false,
  version: 1,
}
