import { createAuctionHouse, SOFT_CLOSE_SECONDS } from '@gavel/domain'
import { withClient } from '../launch/connect.ts'
import { steppedClock } from '../stepped-clock.ts'
import { openStoreOn } from '../store.ts'
import { type Account, admittedTo } from './guests.ts'
import { manyLots } from './many.ts'
import { play } from './play.ts'
import { presentOf } from './present.ts'
import { milliseconds } from './span.ts'
import { lotStory, purseStory } from './story.ts'

const PADDLES = 60

/** Bidders who are known by the number they hold up. */
export const paddles: readonly Account<string>[] = Array.from({ length: PADDLES }, (_, index) => {
  const number = String(index + 1).padStart(2, '0')
  return {
    name: `Paddle ${number}`,
    email: `paddle-${number}@gavel.test`,
    password: 'going going gone',
  }
})

/** Euros, enough for everything that a paddle is made to bid. */
const FUNDS = 10_000_000

/** As many at a time as the store has connections. */
const PACE = { atOnce: 10, apart: milliseconds('0d 04:00') }

/**
 * Adds so many lots in every state to a house, with bids, for measuring; all through the use cases.
 * Answers how many bids there were.
 */
export async function seedMany(url: string, count: number): Promise<{ bids: number }> {
  const present = await presentOf(url)
  const clock = steppedClock(new Date(present.getTime() + milliseconds('-61d 00:00')))
  const store = openStoreOn(clock, url)
  try {
    const house = createAuctionHouse(store, {
      softCloseSeconds: SOFT_CLOSE_SECONDS.default,
      sessionHours: 1,
      sessionIdleHours: 1,
    })
    const stage = { house, people: await admittedTo({ store, house }, paddles), present }
    const names = paddles.map(({ name }) => name)
    const lots = manyLots(count, names)
    const funds = names.map((name) => ['-61d 00:00', name, FUNDS] as const)
    const stories = [purseStory(funds, stage), ...lots.map((lot) => lotStory(lot, stage))]
    await play(stories, { clock, until: present, pace: PACE })
    while (await house.deleteExpiredIdempotencyRecords());
    await withClient(url, (client) => client.query('ANALYZE'))
    return { bids: lots.reduce((sum, { bids = [] }) => sum + bids.length, 0) }
  } finally {
    await store.close()
  }
}
