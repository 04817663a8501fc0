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
import { aRoomOf } from './a-room.ts'

/** What became of a use case: its answer, or the code and the facts of the refusal. */
export type Said<Answer> = { answer: Answer } | { refused: DomainErrorCode; facts: object }

/** What one house with one lot has been told to keep. */
export type Kept = {
  lot: Lot
  wallets: Map<UserId, Wallet>
  /** What the last decision wrote. */
  effects: Effects | null
  /** What the room of the lot was told, in that order. */
  told: RoomEvent[]
  keys: IdempotencyKey[]
}

type Differently = { now?: Date; clock?: Date; softCloseSeconds?: number }

/**
 * A house with one lot, whose ports do as they are told: no lock, no key that is repeated. What a
 * use case decides can be read from `kept`. It is decided at `now`; `clock` is what the clock shows
 * before.
 */
export function aHouseWith(
  lot: Lot,
  people: readonly (readonly [User, Wallet])[] = [],
  { now = NOW, clock, softCloseSeconds = 120 }: Differently = {},
): { house: AuctionHouse; kept: Kept } {
  const wallets = new Map(people.map(([{ id }, wallet]) => [id, wallet]))
  const kept: Kept = { lot, wallets, effects: null, told: [], keys: [] }
  const ports: Pick<Ports, 'clock' | 'lots' | 'wallets' | 'rooms' | 'presence'> = {
    clock: { now: async () => clock ?? now },
    ...aRoomOf(kept, now),
    lots: {
      async onLot(_lotId, work, command, key) {
        if (key) kept.keys.push(key)
        const decision = work.decide({ lot: kept.lot, wallets: kept.wallets }, command, now)
        if (decision instanceof DomainError) throw decision
        kept.lot = decision.next.lot
        kept.wallets = new Map(decision.next.wallets)
        kept.effects = decision.outcome
        kept.told.push(...decision.outcome.events)
        const facts = { id: 'bid' as never, seq: 7, at: now }
        return { answer: work.reply(decision.outcome, facts), replayed: false }
      },
      async add(draft, reply, key) {
        kept.keys.push(key)
        kept.lot = { ...lot, ...draft }
        return { answer: reply(kept.lot), replayed: false }
      },
      find: async () => kept.lot,
      list: async () => ({ items: [kept.lot], next: null }),
      unopened: async () => [kept.lot.id],
      due: async () => [{ id: kept.lot.id, seller: kept.lot.seller.id }],
    },
    wallets: {
      async onWallet(user, work, command, key) {
        kept.keys.push(key)
        const decision = work.decide(kept.wallets.get(user) as Wallet, command)
        if (decision instanceof DomainError) throw decision
        kept.wallets.set(user, decision.next)
        kept.effects = { transfers: [decision.transfer], events: [] }
        const facts = { id: 'transfer' as never, at: now }
        return { answer: work.reply(decision.next, command, facts), replayed: false }
      },
      find: async (user) => kept.wallets.get(user) as Wallet,
      entries: async () => ({ items: [], next: null }),
    },
  }
  return {
    house: createAuctionHouse(ports as Ports, {
      softCloseSeconds,
      sessionHours: 1,
      sessionIdleHours: 1,
    }),
    kept,
  }
}

/** The answer of a use case, or its refusal as a value. */
export async function said<Answer>(asked: Promise<Answer>): Promise<Said<Answer>> {
  try {
    return { answer: await asked }
  } catch (thrown) {
    if (thrown instanceof DomainError) return { refused: thrown.code, facts: thrown.facts }
    throw thrown
  }
}

/** Transfers as one line each: `hold: ada.available -11000, ada.held 11000`. */
export const told = (transfers: readonly Transfer[] = []): string[] =>
  transfers.map(({ kind, lines }) => {
    const sides = lines.map(
      ({ account, amount }) => `${account.owner ?? ''}.${account.kind} ${amount}`,
    )
    return `${kind}: ${sides.join(', ')}`
  })
