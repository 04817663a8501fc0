import { randomUUID } from 'node:crypto'
import {
  type AuctionHouse,
  type HouseSettings,
  isDomainError,
  type LoggedEvent,
  type LotId,
  type LotView,
  type MessageView,
  type Money,
  money,
  createAuctionHouse,
  type PlacedBid,
  type Ports,
  type IdempotentResult,
  type DomainError,
  SOFT_CLOSE_SECONDS,
  type User,
  type Wallet,
} from '@gavel/domain'
import type { SteppedClock } from '../../../src/stepped-clock.ts'
import { until } from '../../until.ts'

/** Whatever keeps the promises of the ports, and can tell whether its books are right. */
export type Subject = {
  ports: Ports
  /** The clock of its ports, which stands until a test moves it. */
  clock: SteppedClock
  /** The broken invariants, one sentence each. */
  breaches(): Promise<string[]>
  close(): Promise<void>
}

/** When the first test of a subject begins. */
export const START = new Date('2026-03-01T18:00:00.000Z')

export const SETTINGS: HouseSettings = {
  softCloseSeconds: SOFT_CLOSE_SECONDS.default,
  sessionHours: 1,
  sessionIdleHours: 0.5,
}

/** Milliseconds. */
export const MINUTE = 60_000
export const DAY = 24 * 60 * MINUTE

export const newKey = (): string => `key-${randomUUID()}`

type Differently = { clock?: SteppedClock; settings?: HouseSettings }

/**
 * Verbs for everything that a test does in the house, each with people and lots of its own. Where
 * its clock is stepped, time passes only when a test says so, for all tests of a file.
 */
export class Evening {
  readonly ports: Ports
  readonly house: AuctionHouse
  readonly #clock: SteppedClock | undefined

  constructor(ports: Ports, { clock, settings = SETTINGS }: Differently = {}) {
    this.ports = ports
    this.house = createAuctionHouse(ports, settings)
    this.#clock = clock
  }

  /** Lets milliseconds pass at once. @throws Error where the clock is nobody’s to move. */
  later(milliseconds: number): void {
    if (!this.#clock) throw new Error('This evening has a clock that goes by itself')
    this.#clock.step(milliseconds)
  }

  /** Somebody new, with an amount of cents to spend. */
  async aPerson(name: string, available = 0): Promise<User> {
    const email = `${randomUUID()}@gavel.test`
    const caller = await this.ports.users.add({ email, name, passwordHash: 'none' })
    if (!caller) throw new Error('The address is taken')
    const user = { id: caller.id, name }
    if (available > 0) await this.deposit(user, available)
    return user
  }

  people(count: number, available = 0): Promise<User[]> {
    return Promise.all(
      Array.from({ length: count }, (_, index) => this.aPerson(`P${index}`, available)),
    )
  }

  deposit(owner: User, amount: number, key = newKey()) {
    return this.house.deposit({ owner, amount: amount as Money, key })
  }

  withdraw(owner: User, amount: number, key = newKey()) {
    return this.house.withdraw({ owner, amount: amount as Money, key })
  }

  walletOf({ id }: User): Promise<Wallet> {
    return this.ports.wallets.find(id)
  }

  async aDraft(
    seller: User,
    {
      title = 'Brass sextant',
      description = 'With its case.',
      startingPrice = 100_00,
      reservePrice,
    }: ALot = {},
  ): Promise<LotId> {
    const { answer } = await this.house.consignLot({
      seller,
      title,
      description,
      startingPrice: money(startingPrice),
      reservePrice: reservePrice === undefined ? undefined : money(reservePrice),
      key: newKey(),
    })
    return answer.id
  }

  /** A lot that opens and closes some milliseconds from now: by default it is open for long. */
  async aLot(
    seller: User,
    { opens = -MINUTE, closes = 10 * MINUTE, ...lot }: ALot & AScheduled = {},
  ): Promise<LotId> {
    const lotId = await this.aDraft(seller, lot)
    await this.schedule(lotId, seller, { opens, closes })
    return lotId
  }

  async schedule(
    lotId: LotId,
    caller: User,
    { opens = -MINUTE, closes = 10 * MINUTE }: AScheduled = {},
  ): Promise<LotView> {
    const now = (await this.ports.clock.now()).getTime()
    const [opensAt, closesAt] = [new Date(now + opens), new Date(now + closes)]
    return this.house.scheduleLot({ lotId, caller, opensAt, closesAt })
  }

  bid(
    lotId: LotId,
    bidder: User,
    maximum: number,
    key = newKey(),
  ): Promise<IdempotentResult<PlacedBid>> {
    return this.house.placeBid({ lotId, bidder, maximum: maximum as Money, key })
  }

  say(
    lotId: LotId,
    author: User,
    text = 'Is the case original?',
    key = newKey(),
  ): Promise<IdempotentResult<MessageView>> {
    return this.house.postMessage({ lotId, author, text, key })
  }

  /** The log of a room, as far back as it goes. */
  logOf(lotId: LotId): Promise<LoggedEvent[]> {
    return this.ports.rooms.after(lotId, 0, 10_000)
  }

  /** Edits a draft that was seen in a version of it. */
  edit(lotId: LotId, caller: User, version: number | 'any', edit: AnEdit) {
    const seen = version === 'any' ? version : [{ version, status: 'draft' } as const]
    return this.house.editLot({ ...edit, lotId, caller, seen })
  }

  read(lotId: LotId, reader: User | null = null): Promise<LotView> {
    return this.house.readLot({ lotId, reader })
  }

  /** All accepted bids of a lot, as everybody sees them, in the order in which they were. */
  async bidsOn(lotId: LotId) {
    const { items } = await this.house.listBids({ lotId, reader: null, limit: 100 })
    return items.toReversed()
  }

  /** Goes on to the end of a lot, or waits for it where the clock goes by itself. */
  async ended(lotId: LotId): Promise<LotView> {
    const { schedule } = (await this.ports.lots.find(lotId)) ?? {}
    if (schedule) this.#clock?.stepTo(schedule.closesAt)
    return until('the lot is over', async () => {
      const lot = await this.read(lotId)
      return (lot.status === 'sold' || lot.status === 'unsold') && lot
    })
  }

  /** Settles what is due once a lot is over, at once as often as is asked for, until it is settled. */
  async settled(lotId: LotId, { atOnce = 1 } = {}): Promise<LotView> {
    await this.ended(lotId)
    await until('the lot is settled', async () => {
      await Promise.all(Array.from({ length: atOnce }, () => this.house.closeDueLots()))
      return (await this.ports.lots.find(lotId))?.settled
    })
    return this.read(lotId)
  }

  /** Goes on until every lot that there is now is over, and settles all of them. */
  async allOver(): Promise<void> {
    this.later(DAY)
    await until('nothing is due', async () => (await this.house.closeDueLots()).settled === 0)
  }
}

type AnEdit = Omit<Parameters<AuctionHouse['editLot']>[0], 'lotId' | 'caller' | 'seen'>
type ALot = {
  title?: string
  description?: string
  startingPrice?: number
  reservePrice?: number | undefined
}
type AScheduled = { opens?: number; closes?: number }

/** What a chapter gets: the evening is there once its tests run. */
export type TheEvening = () => Evening

/** What several requests at once came to: the answers, and the refusals as values. */
export async function allOf<Answer>(
  asked: readonly Promise<Answer>[],
): Promise<{ answers: Answer[]; refusals: DomainError[] }> {
  const answers: Answer[] = []
  const refusals: DomainError[] = []
  for (const outcome of await Promise.allSettled(asked)) {
    if (outcome.status === 'fulfilled') answers.push(outcome.value)
    else if (isDomainError(outcome.reason)) refusals.push(outcome.reason)
    else throw outcome.reason
  }
  return { answers, refusals }
}

/** The refusal of one request. @throws Error when it is granted; whatever else it failed with. */
export async function refusalOf(asked: Promise<unknown>): Promise<DomainError> {
  const { refusals } = await allOf([asked])
  if (!refusals[0]) throw new Error('It was granted')
  return refusals[0]
}
