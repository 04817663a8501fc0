import {
  type Effects,
  type AuctionHouse,
  type IdempotencyKey,
  type Lot,
  createAuctionHouse,
  type Ports,
  DomainError,
  type DomainErrorCode,
  type RoomEvent,
  type Transfer,
  type User,
  type UserId,
  type Wallet,
} from '../src/index.ts'
import { NOW } from './a-lot.ts'
import { roomPorts } from './a-room.ts'

/** The result of a use case: its answer, or the code and facts of its error. */
export type Result<Answer> = { answer: Answer } | { error: DomainErrorCode; facts: object }

/** The state of a house with one lot. */
export type HouseState = {
  lot: Lot
  wallets: Map<UserId, Wallet>
  /** The effects of the last decision. */
  effects: Effects | null
  /** The log of the lot's room. */
  events: RoomEvent[]
  keys: IdempotencyKey[]
}

type Options = { now?: Date; clock?: Date; softCloseSeconds?: number }

/**
 * Returns a house with one lot and stub ports without locks and key replay, and its state. Decisions
 * run at `now`; `clock` is the time of reads before a decision.
 */
export function houseWith(
  lot: Lot,
  users: readonly (readonly [User, Wallet])[] = [],
  { now = NOW, clock, softCloseSeconds = 120 }: Options = {},
): { house: AuctionHouse; state: HouseState } {
  const wallets = new Map(users.map(([{ id }, wallet]) => [id, wallet]))
  const state: HouseState = { lot, wallets, effects: null, events: [], keys: [] }
  const ports: Pick<Ports, 'clock' | 'lots' | 'wallets' | 'rooms' | 'presence'> = {
    clock: { now: async () => clock ?? now },
    ...roomPorts(state, now),
    lots: {
      async onLot(_lotId, work, command, key) {
        if (key) state.keys.push(key)
        const decision = work.decide({ lot: state.lot, wallets: state.wallets }, command, now)
        if (decision instanceof DomainError) throw decision
        state.lot = decision.next.lot
        state.wallets = new Map(decision.next.wallets)
        state.effects = decision.outcome
        state.events.push(...decision.outcome.events)
        const facts = { id: 'bid' as never, seq: 7, at: now }
        return { answer: work.reply(decision.outcome, facts), replayed: false }
      },
      async add(draft, reply, key) {
        state.keys.push(key)
        state.lot = { ...lot, ...draft }
        return { answer: reply(state.lot), replayed: false }
      },
      find: async () => state.lot,
      list: async () => ({ items: [state.lot], next: null }),
      unopened: async () => [state.lot.id],
      due: async () => [{ id: state.lot.id, seller: state.lot.seller.id }],
    },
    wallets: {
      async onWallet(user, work, command, key) {
        state.keys.push(key)
        const decision = work.decide(state.wallets.get(user) as Wallet, command)
        if (decision instanceof DomainError) throw decision
        state.wallets.set(user, decision.next)
        state.effects = { transfers: [decision.transfer], events: [] }
        const facts = { id: 'transfer' as never, at: now }
        return { answer: work.reply(decision.next, command, facts), replayed: false }
      },
      find: async (user) => state.wallets.get(user) as Wallet,
      entries: async () => ({ items: [], next: null }),
    },
  }
  return {
    house: createAuctionHouse(ports as Ports, {
      softCloseSeconds,
      sessionHours: 1,
      sessionIdleHours: 1,
    }),
    state,
  }
}

/** Returns the answer of a use case, or its `DomainError` as a value. */
export async function resultOf<Answer>(call: Promise<Answer>): Promise<Result<Answer>> {
  try {
    return { answer: await call }
  } catch (thrown) {
    if (thrown instanceof DomainError) return { error: thrown.code, facts: thrown.facts }
    throw thrown
  }
}

/** Formats transfers, one line each: `hold: ada.available -11000, ada.held 11000`. */
export const linesOf = (transfers: readonly Transfer[] = []): string[] =>
  transfers.map(({ kind, lines }) => {
    const sides = lines.map(
      ({ account, amount }) => `${account.owner ?? ''}.${account.kind} ${amount}`,
    )
    return `${kind}: ${sides.join(', ')}`
  })
