import { randomUUID } from 'node:crypto'
import {
  type House,
  isRefusal,
  type LotId,
  type LotView,
  type Money,
  money,
  openHouse,
  type PlacedBid,
  type Ports,
  type Receipt,
  type Refusal,
  type User,
  type Wallet,
} from '@gavel/domain'
import { until } from '../../until.ts'

/** Whatever keeps the promises of the ports, and can tell whether its books are right. */
export type Subject = {
  ports: Ports
  /** The broken invariants, one sentence each. */
  breaches(): Promise<string[]>
  close(): Promise<void>
}

/** Seconds: short, so that an evening is soon over. */
export const SETTINGS = { softCloseSeconds: 0.3, sessionHours: 1 }

const MINUTE = 60_000

export const newKey = (): string => `key-${randomUUID()}`

/** Verbs for everything that a test does in the house, each with people and lots of its own. */
export class Evening {
  readonly ports: Ports
  readonly house: House

  constructor(ports: Ports) {
    this.ports = ports
    this.house = openHouse(ports, SETTINGS)
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

  walletOf({ id }: User): Promise<Wallet> {
    return this.ports.wallets.find(id)
  }

  async aDraft(
    seller: User,
    {
      startingPrice = 100_00,
      reservePrice,
    }: { startingPrice?: number; reservePrice?: number } = {},
  ): Promise<LotId> {
    const { answer } = await this.house.consignLot({
      seller,
      title: 'Brass sextant',
      description: 'With its case.',
      startingPrice: money(startingPrice),
      reservePrice: reservePrice === undefined ? undefined : money(reservePrice),
      key: newKey(),
    })
    return answer.id
  }

  /** A lot that opens and closes some milliseconds from now: by default it is open for long. */
  async aLot(
    seller: User,
    {
      opens = -MINUTE,
      closes = 10 * MINUTE,
      ...lot
    }: { opens?: number; closes?: number; startingPrice?: number; reservePrice?: number } = {},
  ): Promise<LotId> {
    const lotId = await this.aDraft(seller, lot)
    await this.schedule(lotId, seller, { opens, closes })
    return lotId
  }

  async schedule(
    lotId: LotId,
    caller: User,
    { opens = -MINUTE, closes = 10 * MINUTE } = {},
  ): Promise<LotView> {
    const now = (await this.ports.clock.now()).getTime()
    const [opensAt, closesAt] = [new Date(now + opens), new Date(now + closes)]
    return this.house.scheduleLot({ lotId, caller, opensAt, closesAt })
  }

  bid(lotId: LotId, bidder: User, maximum: number, key = newKey()): Promise<Receipt<PlacedBid>> {
    return this.house.placeBid({ lotId, bidder, maximum: maximum as Money, key })
  }

  read(lotId: LotId, reader: User | null = null): Promise<LotView> {
    return this.house.readLot({ lotId, reader })
  }

  /** All accepted bids of a lot, as everybody sees them, in the order in which they were. */
  async bidsOn(lotId: LotId) {
    const { items } = await this.house.listBids({ lotId, reader: null, limit: 100 })
    return items.toReversed()
  }

  /** Settles what is due, at once as often as is asked for, until the lot is settled. */
  async settled(lotId: LotId, { atOnce = 1 } = {}): Promise<LotView> {
    await until('the lot is settled', async () => {
      await Promise.all(Array.from({ length: atOnce }, () => this.house.closeDueLots()))
      return (await this.ports.lots.find(lotId))?.settled
    })
    return this.read(lotId)
  }

  /** Waits for the end of a lot. */
  ended(lotId: LotId): Promise<LotView> {
    return until('the lot is over', async () => {
      const lot = await this.read(lotId)
      return (lot.status === 'sold' || lot.status === 'unsold') && lot
    })
  }
}

/** What a chapter gets: the evening is there once its tests run. */
export type TheEvening = () => Evening

/** What several requests at once came to: the answers, and the refusals as values. */
export async function allOf<Answer>(
  asked: readonly Promise<Answer>[],
): Promise<{ answers: Answer[]; refusals: Refusal[] }> {
  const answers: Answer[] = []
  const refusals: Refusal[] = []
  for (const outcome of await Promise.allSettled(asked)) {
    if (outcome.status === 'fulfilled') answers.push(outcome.value)
    else if (isRefusal(outcome.reason)) refusals.push(outcome.reason)
    else throw outcome.reason
  }
  return { answers, refusals }
}

/** The refusal of one request. @throws Error when it is granted; whatever else it failed with. */
export async function refusalOf(asked: Promise<unknown>): Promise<Refusal> {
  const { refusals } = await allOf([asked])
  if (!refusals[0]) throw new Error('It was granted')
  return refusals[0]
}
