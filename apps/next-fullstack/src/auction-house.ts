import { bidLimit, rateLimits, type Settings } from '@gavel/contracts'
import { openStore, type Store } from '@gavel/db'
import { type AuctionHouse, createAuctionHouse } from '@gavel/domain'
import { Live } from '@gavel/live'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { log } from './log.ts'
import { settings } from './settings.ts'

type Shared = { store: Store; live: Live; bidLimiter: RateLimiterMemory }

// TWIN(one-instance): Next evaluates a module during the build, where there is no database, and once
// in each of its bundles. So instances are created on first use and kept on `globalThis`, which all
// bundles share; classes they do not share (see `isDomainError`).
const kept = globalThis as { gavel?: Shared; gavelHasWebSocket?: boolean }

const shared = (): Shared => (kept.gavel ??= create(settings()))

export const store = (): Store => shared().store

/** The live rooms that clients of this process watch. */
export const live = (): Live => shared().live

/** Counts the bids of each user in this process. */
export const bidLimiter = (): RateLimiterMemory => shared().bidLimiter

/** The use cases. Each bundle has its own, so that `next dev` uses the rules of the last edit. */
export const auctionHouse = (): AuctionHouse => (created ??= createOn(store(), settings()))

let created: AuctionHouse | undefined

/** Whether this process accepts WebSocket; the custom server says so. */
export const hasWebSocket = (): boolean => kept.gavelHasWebSocket ?? false
export const offerWebSocket = (): void => {
  kept.gavelHasWebSocket = true
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
