import { randomUUID } from 'node:crypto'
import { type Client, createClient, ProblemError } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { afterBid, type Bid, heldFor, minimum, type Standing } from './replay.ts'

// Two processes of each twin, one database, one lot. In a process its queue keeps the order; between
// processes only the row lock does.

const PEOPLE = 12
const BIDS = 300
const STARTING_PRICE = 100_00
const FUNDS = 1_000_000_00

type Bidder = { id: string; token: string }
type Placed = Bid & { price: number; leader: string | undefined }

let house: Awaited<ReturnType<typeof emptyHouse>>
let twins: RunningTwin[]

beforeAll(async () => {
  house = await emptyHouse()
  const kinds = ['express', 'next', 'express', 'next'] as const
  twins = await Promise.all(kinds.map((twin) => startTwin(twin, house.url)))
})

afterAll(async () => {
  await Promise.all(twins.map((twin) => twin.stop()))
  await house.drop()
})

const at = (index: number, token?: string): Client =>
  createClient(twins[index % twins.length]?.baseUrl ?? '', token ? { token } : {})

async function arrive(index: number): Promise<Bidder> {
  const email = `bidder-${index}@race.test`
  const { user, token } = await at(index).signUp({
    email,
    password: 'going going gone',
    name: `Bidder ${index}`,
  })
  await at(index, token).deposit({ amount: FUNDS, key: randomUUID() })
  return { id: user.id, token }
}

async function openLot(): Promise<string> {
  const seller = at(
    0,
    (await at(0).signUp({ email: 'seller@race.test', password: 'going going gone', name: 'Selma' }))
      .token,
  )
  const { id: lotId } = await seller.consignLot({
    title: 'Globe',
    description: 'Two feet.',
    startingPrice: STARTING_PRICE,
    key: randomUUID(),
  })
  const [opensAt, closesAt] = [-60, 900].map((seconds) =>
    new Date(Date.now() + seconds * 1000).toISOString(),
  )
  await seller.scheduleLot({ lotId, opensAt: opensAt ?? '', closesAt: closesAt ?? '' })
  return lotId
}

/** One bid through one of the four: what came of it, or nothing where it was too low. */
async function offer(index: number, bidder: Bidder, lotId: string): Promise<Placed | null> {
  // Most offers rise with the evening, some lag behind, some come again and again: every rule is hit.
  const maximum =
    STARTING_PRICE + index * 20_00 - (index % 5 === 0 ? 200_00 : 0) + (index % 7) * 3_33
  try {
    const { bid, lot } = await at(index, bidder.token).placeBid({
      lotId,
      maximum: Math.max(1, maximum),
      key: randomUUID(),
    })
    return {
      bidder: bidder.id,
      maximum: bid.maximum,
      seq: bid.seq,
      price: lot.price ?? 0,
      leader: lot.leader?.id,
    }
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'bid-too-low') return null
    throw error
  }
}

describe(`${BIDS} bids of ${PEOPLE} people through two processes of each twin`, () => {
  it('are one sequence, in which every price, leader and hold is as the rules have it', async () => {
    const bidders = await Promise.all(Array.from({ length: PEOPLE }, (_, index) => arrive(index)))
    const lotId = await openLot()

    const answers: (Placed | null)[] = []
    const queue = Array.from({ length: BIDS }, (_, index) => index)
    const bid = async () => {
      for (let index = queue.shift(); index !== undefined; index = queue.shift()) {
        const bidder = bidders[(index * 5) % PEOPLE]
        if (bidder) answers.push(await offer(index, bidder, lotId))
      }
    }
    await Promise.all(Array.from({ length: 32 }, bid))

    const accepted = answers.filter((answer) => answer !== null).toSorted((a, b) => a.seq - b.seq)
    expect(accepted.length).toBeGreaterThan(PEOPLE)
    const leading = replay(accepted)

    await holdsAreOf(leading, bidders)
    const told = await at(0).readLot({ lotId })
    expect(told).toMatchObject({
      price: leading.price,
      leader: { id: leading.leader },
      bidCount: accepted.length,
    })
    expect(await breachesIn(house.url)).toEqual([])
  })
})

/** Plays the accepted bids again by `seq`; each must have been answered as the replay has it. */
function replay(accepted: Placed[]): Standing {
  let standing: Standing | null = null
  accepted.forEach((bid, index) => {
    // The log began with the lot's schedule and its opening.
    expect(bid.seq).toBe(index + 3)
    expect(bid.maximum).toBeGreaterThanOrEqual(minimum(standing, bid, STARTING_PRICE))
    standing = afterBid(standing, bid, STARTING_PRICE)
    expect({ price: bid.price, leader: bid.leader }).toEqual({
      price: standing.price,
      leader: standing.leader,
    })
  })
  if (!standing) throw new Error('No bid was accepted')
  return standing
}

/** The leader's cover is held, and nobody else's; no money came or went. */
async function holdsAreOf(leading: Standing, bidders: Bidder[]): Promise<void> {
  for (const [index, { id, token }] of bidders.entries()) {
    const held = id === leading.leader ? heldFor(leading.maximum) : 0
    expect(await at(index, token).readWallet()).toMatchObject({ held, available: FUNDS - held })
  }
}
