import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import {
  type AuctionHouse,
  type Money,
  createAuctionHouse,
  type Ports,
  type User,
} from '@gavel/domain'
import type { SteppedClock } from '../../src/stepped-clock.ts'
import { type Cast, hear, viewOf } from './answers.ts'
import {
  type Command,
  type Evening,
  PEOPLE,
  SELLER,
  SOFT_CLOSE_SECONDS,
  type Task,
} from './commands.ts'
import type { Heard } from './explain.ts'
import { view } from './lot.ts'
import type { House as Model } from './model.ts'

/** A real house: one store or several over the same books, all on one clock. */
export type Stage = {
  stores: readonly [Ports, ...Ports[]]
  clock: SteppedClock
  /** The broken invariants, one sentence each. */
  breaches(): Promise<string[]>
}

/** An evening in a real house: what is asked there goes to one store after the other. */
export class RealEvening {
  readonly #store: Ports
  readonly #houses: readonly AuctionHouse[]
  readonly #cast: Cast = { people: {}, lots: [] }
  readonly #settled = new Set<number>()

  /** People and lots of this evening's own come into the house. */
  static async begin({ lots }: Evening, { stores }: Stage): Promise<RealEvening> {
    const evening = new RealEvening(stores)
    for (const name of PEOPLE) await evening.#welcome(name)
    for (const lot of lots) await evening.#consign(lot)
    return evening
  }

  private constructor(stores: Stage['stores']) {
    this.#store = stores[0]
    const settings = { softCloseSeconds: SOFT_CLOSE_SECONDS, sessionHours: 1, sessionIdleHours: 1 }
    this.#houses = stores.map((store) => createAuctionHouse(store, settings))
  }

  /** Asks everything at the same moment. */
  async ask(asked: readonly (Command | Task)[]): Promise<Heard[]> {
    let closed = 0
    const answers = asked.map(async (one, index): Promise<Heard[]> => {
      const house = this.#house(index)
      if (typeof one === 'object')
        return [{ command: one, said: await hear(house, one, this.#cast) }]
      const done = await house[one]()
      closed += done?.settled ?? 0
      return []
    })
    const heard = (await Promise.all(answers)).flat()
    const settled = await this.#newlySettled()
    same('number of lots settled', closed, settled.length)
    return [...heard, ...this.#perhapsOpened(asked), ...settled]
  }

  /** @throws Error where the real house is not as the model has it. */
  async compare({ lots, wallets, now }: Model): Promise<void> {
    const { people, lots: ids } = this.#cast
    for (const [index, lotId] of ids.entries()) {
      const lot = await this.#house(index).readLot({ lotId, reader: people[SELLER] ?? null })
      same(`lot ${index}`, viewOf(lot), lots[index] && view(lots[index], now))
    }
    const tops = await this.#store.rooms.tops(ids)
    same(
      'ends of the logs',
      [...ids].map((lotId) => tops.get(lotId)?.seq),
      lots.map(({ seq }) => seq),
    )
    for (const [name, { id }] of Object.entries(people))
      same(`wallet of ${name}`, await this.#store.wallets.find(id), wallets[name])
  }

  #house(turn: number): AuctionHouse {
    return this.#houses[turn % this.#houses.length] as AuctionHouse
  }

  async #welcome(name: string): Promise<void> {
    const person = { email: `${randomUUID()}@gavel.test`, name, passwordHash: 'none' }
    const { id } = (await this.#store.users.add(person)) as User
    this.#cast.people[name] = { id, name }
  }

  async #consign({ startingPrice, reserve }: Evening['lots'][number]): Promise<void> {
    const { people, lots } = this.#cast
    const { answer } = await this.#house(0).consignLot({
      seller: people[SELLER] as User,
      title: `Lot ${lots.length}`,
      description: 'As it is.',
      startingPrice: startingPrice as Money,
      reservePrice: reserve === null ? undefined : ((startingPrice + reserve) as Money),
      key: `consigned-this-evening-${lots.length}`,
    })
    lots.push(answer.id)
  }

  /** The worker, and whoever speaks, opens lots that are live, and nobody hears whether they did. */
  #perhapsOpened(asked: readonly (Command | Task)[]): Heard[] {
    const spokenOf = asked.flatMap((one) =>
      typeof one === 'object' && one.do === 'say' ? one.lot : [],
    )
    const all = asked.includes('openDueLots') ? [...this.#cast.lots.keys()] : spokenOf
    return [...new Set(all)].map((lot) => ({
      command: { do: 'open', by: SELLER, lot },
      said: null,
    }))
  }

  /** What was settled since the last look: nobody hears of it, and it has its place in the order. */
  async #newlySettled(): Promise<Heard[]> {
    const found: Heard[] = []
    for (const [lot, lotId] of this.#cast.lots.entries()) {
      const isSettled = (await this.#store.lots.find(lotId))?.settled
      if (!isSettled || this.#settled.has(lot)) continue
      this.#settled.add(lot)
      found.push({ command: { do: 'settle', by: SELLER, lot }, said: null })
    }
    return found
  }
}

export function same(what: string, real: unknown, model: unknown): void {
  if (!isDeepStrictEqual(real, model))
    throw new Error(`The ${what} is ${JSON.stringify(real)}, not ${JSON.stringify(model)}`)
}
