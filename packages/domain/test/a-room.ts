import {
  type BidView,
  type MessageId,
  type MessageView,
  type Ports,
  DomainError,
} from '../src/index.ts'
import type { Kept } from './a-house.ts'
import { ada, ben, NOW } from './a-lot.ts'

/** Where the room of the one lot stands. */
export const POSITION = { epoch: 'firstepoch', seq: 7 }

export const aMessage: MessageView = {
  id: 'an earlier message' as MessageId,
  author: ben,
  text: 'A fine piece.',
  at: NOW.toISOString(),
  seq: 7,
}

const aBid: BidView = {
  id: 'bid' as never,
  bidder: ada,
  price: 100_00 as never,
  at: NOW.toISOString(),
  seq: 6,
}

/** The room of the one lot, in which two watch, one has bid and one has spoken. */
export const aRoomOf = (kept: Kept, now: Date): Pick<Ports, 'rooms' | 'presence'> => ({
  rooms: {
    async onRoom(_lotId, work, command, key) {
      kept.keys.push(key)
      const said = work.decide(kept.lot, command, now)
      if (said instanceof DomainError) throw said
      const facts = { id: 'message' as MessageId, seq: 8, at: now }
      kept.told.push(work.event(said, facts.id))
      return { answer: work.reply(said, facts), replayed: false }
    },
    snapshot: async (lotId) =>
      lotId === kept.lot.id
        ? { lot: kept.lot, bids: [aBid], messages: [aMessage], position: POSITION, now }
        : null,
    messages: async (_, { limit, cursor }) => ({
      items: [aMessage].slice(0, limit),
      next: cursor ?? null,
    }),
    after: async () => [],
    tops: async () => new Map(),
    epoch: async () => POSITION.epoch,
    trim: async () => false,
  },
  presence: {
    report: async () => {},
    watching: async ([lotId]) => new Map(lotId ? [[lotId, { watching: 2, version: 1 }]] : []),
  },
})
