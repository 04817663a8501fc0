import { bidLimit, rateLimits, type Settings } from '@gavel/contracts'
import { openStore, type Store } from '@gavel/db'
import { type AuctionHouse, createAuctionHouse } from '@gavel/domain'
import { Live } from '@gavel/live'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { log } from './log.ts'
import { type ProcessState, processState } from './process-state.ts'
import { settings } from './settings.ts'

// TWIN(one-instance): Next evaluates a module during the build, where there is no database, and once
// in each of its bundles. So instances are created on first use and kept on `globalThis`, which all
// bundles share; classes they do not share (see `isDomainError`).
type Shared = NonNullable<ProcessState['gavel']>

const shared = (): Shared => (processState.gavel ??= create(settings()))

export const store = (): Store => shared().store

/** The live rooms that clients of this process watch. */
export const live = (): Live => shared().live

/** Counts the bids of each user in this process. */
export const bidLimiter = (): RateLimiterMemory => shared().bidLimiter

/** The use cases; not kept, so that `next dev` uses the code of the last edit. */
export const auctionHouse = (): AuctionHouse => createOn(store(), settings())

/** Whether this process accepts WebSocket; the custom server says so. */
export const hasWebSocket = (): boolean => processState.gavelHasWebSocket ?? false
export const offerWebSocket = (): void => {
  processState.gavelHasWebSocket = true
}

function create(given: Settings): Shared {
  const store = openStore(given.DATABASE_URL)
  const auctionHouse = createOn(store, given)
  const failed = (error: unknown) => log().error({ err: error }, 'Reading a room failed')
  const { most, seconds } = bidLimit(given)
  return {
    store,
    live: new Live(
      { ...store, auctionHouse, failed },
      { perUser: given.STREAMS_PER_USER, perAddress: given.STREAMS_PER_ADDRESS },
    ),
    bidLimiter: new RateLimiterMemory({ points: most, duration: seconds }),
  }
}

const createOn = (store: Store, given: Settings): AuctionHouse =>
  createAuctionHouse(store, {
    softCloseSeconds: given.SOFT_CLOSE_SECONDS,
    sessionHours: given.SESSION_HOURS,
    sessionIdleHours: given.SESSION_IDLE_HOURS,
    quotas: rateLimits(given),
  })
