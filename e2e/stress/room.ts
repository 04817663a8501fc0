import { randomUUID } from 'node:crypto'
import { type Client, createClient, ProblemError } from '@gavel/contracts'
import { oneOf } from './random.ts'
import type { Server } from './servers.ts'

/** Cents between two offers: more than any increment, so that nearly each is accepted. */
const STEP = 600_00
const FUNDS = 10_000_000_000
const BIDDERS = 10
/** Where two bids pass each other the lower comes too late; and a house under stress may say so. */
const EXPECTED = new Set(['bid-too-low', 'busy', 'unavailable'])

/** Opens a house of its own people: a lot that is live for the length of the drill, and bidders. */
export async function openRoom({ baseUrl }: Server, random = Math.random): Promise<Room> {
  const tokens = await Promise.all(Array.from({ length: BIDDERS }, () => arrive(baseUrl)))
  const lotId = await openLot(createClient(baseUrl, { token: await arrive(baseUrl) }))
  const { position } = await createClient(baseUrl).readRoom({ lotId })
  const [epoch = ''] = position.split(':')
  return new Room({ lotId, epoch, token: () => oneOf(tokens, random) })
}

/** The room of a lot that is live, and what people do in it, through any of several servers. */
export class Room {
  readonly lotId: string
  readonly epoch: string
  /** Events of which two clients were told different things. */
  contradictions = 0
  readonly #token: () => string
  readonly #told = new Map<number, string>()
  #offer = 100_00

  constructor({ lotId, epoch, token }: { lotId: string; epoch: string; token(): string }) {
    this.lotId = lotId
    this.epoch = epoch
    this.#token = token
  }

  async bid({ baseUrl }: Server): Promise<void> {
    this.#offer += STEP
    const bid = { lotId: this.lotId, maximum: this.#offer, key: randomUUID() }
    try {
      await createClient(baseUrl, { token: this.#token() }).placeBid(bid)
    } catch (error) {
      if (!(error instanceof ProblemError && EXPECTED.has(error.code))) throw error
    }
  }

  /** The last event of the log. */
  async top({ baseUrl }: Server): Promise<number> {
    const { position } = await createClient(baseUrl).readRoom({ lotId: this.lotId })
    return Number(position.split(':')[1])
  }

  /** Holds what a client was told of an event against what the first was told. */
  compare(seq: number, text: string): void {
    const first = this.#told.get(seq) ?? text
    this.#told.set(seq, first)
    if (first !== text) this.contradictions += 1
  }
}

/** Has people bid, so many a second; answers what ends it, once every bid is answered. */
export function bidding(room: Room, servers: readonly Server[], perSecond: number) {
  const asked = new Set<Promise<void>>()
  let turn = 0
  const timer = setInterval(() => {
    const server = servers[turn++ % servers.length]
    if (!server || asked.size > 2 * perSecond) return
    const bid: Promise<void> = room.bid(server).finally(() => asked.delete(bid))
    asked.add(bid)
  }, 1_000 / perSecond)
  return async () => {
    clearInterval(timer)
    await Promise.all(asked)
  }
}

async function arrive(baseUrl: string): Promise<string> {
  const account = { email: `${randomUUID()}@drill.test`, password: 'going going gone' }
  const { token } = await createClient(baseUrl).signUp({ ...account, name: 'Anna' })
  await createClient(baseUrl, { token }).deposit({ amount: FUNDS, key: randomUUID() })
  return token
}

async function openLot(seller: Client): Promise<string> {
  const lot = { title: 'Globe', description: 'Two feet.', startingPrice: 100_00 }
  const { id: lotId } = await seller.consignLot({ ...lot, key: randomUUID() })
  await seller.scheduleLot({ lotId, opensAt: secondsFromNow(-60), closesAt: secondsFromNow(3600) })
  return lotId
}

const secondsFromNow = (seconds: number): string =>
  new Date(Date.now() + seconds * 1_000).toISOString()
