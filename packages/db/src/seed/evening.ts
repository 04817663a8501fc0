import { type AuctionHouse, createAuctionHouse, SOFT_CLOSE_SECONDS, type User } from '@gavel/domain'
import { openStore } from '../store.ts'
import type { Consignment, Piece } from './consignment.ts'
import { knownTo } from './guests.ts'
import { later } from './lots/later.ts'
import { type Name, people } from './people.ts'
import { presentOf } from './present.ts'
import type { Span } from './span.ts'
import { euros, lotStory, newKey, type Stage } from './story.ts'

/** What became of the wish for a fresh evening. */
export type Evening = 'consigned' | 'something-is-on' | 'strangers'

type Slot = {
  seller: Name
  opens: Span
  closes: Span
  /** Bids of the first minute, as multiples of the starting price. */
  bids?: readonly (readonly [bidder: Name, multiple: number])[]
}

/** Ben is outbid, and Cleo leads. */
const OPENING = [
  ['Ben', 1.1],
  ['Hana', 1.25],
  ['Cleo', 1.5],
] as const

/** The lots of an evening: some are open when the house is, and the first closes within minutes. */
const slots: readonly Slot[] = [
  { seller: 'Ada', opens: '0d 00:00', closes: '0d 00:09', bids: OPENING },
  { seller: 'Edda', opens: '0d 00:00', closes: '0d 00:38', bids: [['Femke', 1.2]] },
  { seller: 'Goran', opens: '0d 00:00', closes: '0d 01:35', bids: [['Jonas', 1.3]] },
  { seller: 'Ilse', opens: '0d 00:00', closes: '0d 03:20' },
  { seller: 'Ada', opens: '0d 00:12', closes: '0d 02:10' },
  { seller: 'Lucía', opens: '0d 00:45', closes: '0d 04:00' },
  { seller: 'Karim', opens: '0d 01:30', closes: '0d 05:00' },
]

/** Euros: whoever has less than `least` to spend brings in `more`. */
const POCKET = { least: 2_500, more: 4_000 }

const MINUTE = 60_000

/**
 * Consigns a few lots of the people of the first day, and has some of them bid, if nothing is live
 * or scheduled any more. Where the house does not know them all, it does nothing.
 */
export async function freshEvening(url: string): Promise<Evening> {
  const store = openStore(url)
  try {
    const house = createAuctionHouse(store, {
      softCloseSeconds: SOFT_CLOSE_SECONDS.default,
      sessionHours: 1,
      sessionIdleHours: 1,
    })
    const guests = await knownTo(store, people)
    if (guests.size < people.length) return 'strangers'
    if (await isSomethingOn(house)) return 'something-is-on'

    const stage = { house, people: guests, present: await presentOf(url) }
    for (const owner of guests.values()) await fillPocket(house, owner)
    const pieces = await longestNotSeen(house)
    for (const [index, slot] of slots.entries()) {
      const piece = pieces[index]
      if (piece) await begin(consigned(piece, slot), stage)
    }
    return 'consigned'
  } finally {
    await store.close()
  }
}

async function isSomethingOn(house: AuctionHouse): Promise<boolean> {
  const live = await house.listLots({ status: 'live', limit: 1 })
  const scheduled = await house.listLots({ status: 'scheduled', limit: 1 })
  return live.items.length + scheduled.items.length > 0
}

async function fillPocket(house: AuctionHouse, owner: User): Promise<void> {
  const { available } = await house.readWallet({ owner })
  if (available >= euros(POCKET.least)) return
  await house.deposit({ owner, amount: euros(POCKET.more), key: newKey() })
}

/** What the house never had comes first, in its order, and then what it had longest ago. */
async function longestNotSeen(house: AuctionHouse): Promise<Piece[]> {
  const seen: { piece: Piece; latest: string }[] = []
  for (const piece of later) {
    const { items } = await house.listLots({ q: piece.title, limit: 1 })
    seen.push({ piece, latest: items[0]?.id ?? '' }) // ids grow with time
  }
  return seen
    .toSorted((a, b) => Number(a.latest > b.latest) - Number(a.latest < b.latest))
    .map(({ piece }) => piece)
}

function consigned(piece: Piece, { seller, opens, closes, bids = [] }: Slot): Consignment {
  const inFives = (amount: number) => Math.ceil(amount / 5) * 5
  return {
    ...piece,
    seller,
    consigned: '0d 00:00',
    schedule: { opens, closes },
    bids: bids.map(([name, multiple]) => [
      '0d 00:00',
      name,
      inFives(piece.startingPrice * multiple),
    ]),
  }
}

/** Lets happen what belongs to the first minute; the clock is real, and the rest is up to others. */
async function begin(lot: Consignment, stage: Stage<Name>): Promise<void> {
  const soon = new Date(stage.present.getTime() + MINUTE)
  for await (const next of lotStory(lot, stage)) if (next > soon) return
}
