import {
  type IdempotencyKey,
  type Lot,
  type RoomEvent,
  type BidView,
  type MessageId,
  type MessageView,
  type Ports,
  DomainError,
} from '../src/index.ts'
import { ada, ben, NOW } from './a-lot.ts'

/** The position of the room's log. */
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

/** The part of a house's state that a room reads and writes. */
type RoomState = { readonly lot: Lot; events: RoomEvent[]; keys: IdempotencyKey[] }

/** Ports of a room with one bid, one message and two connections. */
export const roomPorts = (state: RoomState, now: Date): Pick<Ports, 'rooms' | 'presence'> => ({
  rooms: {
    async onRoom(_lotId, work, command, key) {
      state.keys.push(key)
      const message = work.decide(state.lot, command, now)
      if (message instanceof DomainError) throw message
      const facts = { id: 'message' as MessageId, seq: 8, at: now }
      state.events.push(work.event(message, facts.id))
      return { answer: work.reply(message, facts), replayed: false }
    },
    snapshot: async (lotId) =>
      lotId === state.lot.id
        ? { lot: state.lot, bids: [aBid], messages: [aMessage], position: POSITION, now }
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
