import { bidLimit, rateLimits } from '@gavel/contracts'
import { openStore } from '@gavel/db'
import { createAuctionHouse } from '@gavel/domain'
import { Live } from '@gavel/live'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { log } from './log.ts'
import { settings } from './settings.ts'

// TWIN(one-instance): Node evaluates a module once per process, so these are the process's only ones.
export const store = openStore(settings.DATABASE_URL)

export const auctionHouse = createAuctionHouse(store, {
  softCloseSeconds: settings.SOFT_CLOSE_SECONDS,
  sessionHours: settings.SESSION_HOURS,
  sessionIdleHours: settings.SESSION_IDLE_HOURS,
  quotas: rateLimits(settings),
})

/** The live rooms that clients of this process watch. */
export const live = new Live(
  { ...store, auctionHouse, failed: (error) => log.error({ err: error }, 'Reading a room failed') },
  { perUser: settings.STREAMS_PER_USER, perAddress: settings.STREAMS_PER_ADDRESS },
)

const { most, seconds } = bidLimit(settings)

/** Counts the bids of each user in this process. */
export const bidLimiter = new RateLimiterMemory({ points: most, duration: seconds })
