import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient } from '@gavel/contracts'
import type { EntryView, LotId } from '@gavel/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { CLOSINGS_SECRET, type RunningTwin, startTwin } from '../twins.ts'
import { afterBid, heldFor, type Standing } from './replay.ts'

// Two processes of each twin, each with a worker that looks for due lots, and lots that all close at
// one moment. Whoever comes first settles a lot; nobody settles it again. When that was the entries
// say, by the database's clock.

const LOTS = 12
const STARTING_PRICE = 100_00
const FUNDS = 100_000_00
/** Seconds in which all bids are placed, before the soft close begins. */
const OPEN_FOR = 6

type Person = Client & { id: string }

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

async function arrive(name: string, index: number): Promise<Person> {
  const email = `${randomUUID()}@settling.test`
  const { user, token } = await at(index).signUp({ email, password: 'going going gone', name })
  const person = { ...at(index, token), id: user.id }
  if (name !== 'Selma') await person.deposit({ amount: FUNDS, key: randomUUID() })
  return person
}

/** A lot that somebody leads, and how it ends by the replay of its bids. */
type Led = { lotId: LotId; leader: Person; standing: Standing; isSold: boolean }

/** Each third lot has a reserve that nobody reaches. */
async function leadLot(index: number, seller: Person, bidders: Person[], schedule: Schedule) {
  const isSold = index % 3 !== 2
  const { id: lotId } = await seller.consignLot({
    title: `Globe ${index}`,
    description: 'Two feet.',
    startingPrice: STARTING_PRICE,
    ...(!isSold && { reservePrice: 10_000_00 }),
    key: randomUUID(),
  })
  await seller.scheduleLot({ lotId, ...schedule })

  let led: Led | undefined
  for (const seq of [1, 2]) {
    const leader = bidders[(index + seq) % bidders.length]
    if (!leader) throw new Error('Nobody bids')
    const bid = { bidder: leader.id, maximum: STARTING_PRICE + 33_33 * (seq + index), seq }
    await leader.placeBid({ lotId, maximum: bid.maximum, key: randomUUID() })
    const standing = afterBid(led?.standing ?? null, bid, STARTING_PRICE)
    led = { lotId, leader, standing, isSold }
  }
  if (!led) throw new Error('Nobody leads')
  return led
}

type Schedule = { opensAt: string; closesAt: string }

function soon(): Schedule {
  const [opensAt, closesAt] = [-60, OPEN_FOR].map((seconds) => Date.now() + seconds * 1000)
  return {
    opensAt: new Date(opensAt ?? 0).toISOString(),
    closesAt: new Date(closesAt ?? 0).toISOString(),
  }
}

/** All four are asked to close what is due, again and again; answers how many lots they settled. */
async function hammer(from: number, to: number): Promise<number> {
  await pause(from - Date.now())
  const asked = twins.map(async ({ baseUrl }) => {
    const operator = createClient(baseUrl, { token: CLOSINGS_SECRET })
    let sum = 0
    while (Date.now() < to) sum += (await operator.closeDueLots()).settled
    return sum
  })
  return (await Promise.all(asked)).reduce((sum, one) => sum + one, 0)
}

/** Waits until nothing is held any more. */
async function nothingHeld(people: Person[]): Promise<void> {
  for (const person of people) {
    const giveUp = Date.now() + 30_000
    while ((await person.readWallet()).held > 0) {
      if (Date.now() > giveUp) throw new Error('A hold is never released')
      await pause(25)
    }
  }
}

/** What the end of a lot moved on somebody's accounts: each amount, and when. */
async function movedBy({ lotId, isSold }: Led, person: Person) {
  const { items } = await person.listEntries({ limit: 100 })
  const kind: EntryView['kind'] = isSold ? 'settlement' : 'release'
  const entries = items.filter((entry) => entry.lotId === lotId && entry.kind === kind)
  return {
    amounts: entries.map(({ account, amount }) => `${account} ${amount}`).toSorted(),
    moments: [...new Set(entries.map((entry) => entry.at))],
  }
}

const ways = [
  { way: 'by the workers of four processes', isHammered: false },
  { way: 'by the workers and by everybody who may ask for it', isHammered: true },
]

describe.each(ways)(`${LOTS} lots that close at one moment, settled $way`, ({ isHammered }) => {
  it('are each settled once, within a second, to the last cent', async () => {
    const seller = await arrive('Selma', 0)
    const bidders = await Promise.all(['Ben', 'Cleo', 'Dora'].map(arrive))
    const schedule = soon()
    const indexes = Array.from({ length: LOTS }, (_, index) => index)
    const lots = await Promise.all(
      indexes.map((index) => leadLot(index, seller, bidders, schedule)),
    )

    const end = Date.parse(schedule.closesAt)
    const settled = isHammered ? await hammer(end - 200, end + 1_500) : 0
    await nothingHeld(bidders)

    expect(settled).toBeLessThanOrEqual(LOTS)
    for (const lot of lots) await endedOnce(lot, seller)
    await paidRight(lots, seller, bidders)
    expect(await breachesIn(house.url)).toEqual([])
  })
})

/** The leader's hold is closed once and the seller paid once, in one transfer, within a second. */
async function endedOnce(led: Led, seller: Person): Promise<void> {
  const { lotId, leader, standing, isSold } = led
  const lot = await at(0).readLot({ lotId })
  expect(lot).toMatchObject({ status: isSold ? 'sold' : 'unsold', price: standing.price })

  const cover = heldFor(standing.maximum)
  const back = isSold ? cover - heldFor(standing.price) : cover
  const [ofLeader, ofSeller] = [await movedBy(led, leader), await movedBy(led, seller)]
  expect(ofLeader.amounts).toEqual([...(back > 0 ? [`available ${back}`] : []), `held ${-cover}`])
  expect(ofSeller.amounts).toEqual(isSold ? [`available ${standing.price}`] : [])

  const moments = new Set([...ofLeader.moments, ...ofSeller.moments])
  expect(moments.size).toBe(1)
  const late = Date.parse([...moments][0] ?? '') - Date.parse(lot.closesAt ?? '')
  expect(late).toBeGreaterThanOrEqual(0)
  expect(late).toBeLessThan(1_000)
}

/** Hammer prices to the seller, premiums to the house, all the rest where it was. */
async function paidRight(lots: Led[], seller: Person, bidders: Person[]): Promise<void> {
  const sold = lots.filter(({ isSold }) => isSold)
  const sum = (led: Led[], of: (price: number) => number) =>
    led.reduce((total, { standing }) => total + of(standing.price), 0)
  const hammered = sum(sold, (price) => price)
  expect(await seller.readWallet()).toMatchObject({ available: hammered, held: 0 })

  let left = 0
  for (const bidder of bidders) {
    const won = sold.filter(({ leader }) => leader === bidder)
    const available = FUNDS - sum(won, heldFor)
    expect(await bidder.readWallet()).toMatchObject({ available, held: 0 })
    left += available
  }
  const fees = bidders.length * FUNDS - left - hammered
  expect(fees).toBe(sum(sold, (price) => heldFor(price) - price))
}
