import { bidQuota, doorQuotas, Meter, type Settings } from '@gavel/contracts'
import { openStore, type Store } from '@gavel/db'
import { type AuctionHouse, createAuctionHouse } from '@gavel/domain'
import { Live } from '@gavel/live'
import { log } from './log.ts'
import { settings } from './settings.ts'

type Opened = { store: Store; live: Live; bids: Meter }

// TWIN(one-house): Next loads this module during the build, where there is no database, and then
// once for each of its bundles. So the store is opened when first asked for, and kept on the global
// object, which the bundles of a process share; their classes they do not: see `isDomainError`.
const kept = globalThis as { gavel?: Opened; gavelHasWebSocket?: boolean }

const opened = (): Opened => (kept.gavel ??= open(settings()))

export const store = (): Store => opened().store
export const live = (): Live => opened().live
/** The bids of each user, in this process. */
export const bids = (): Meter => opened().bids

/** The rules over that store. Each bundle has its own, so that `next dev` has those of the last edit. */
export const house = (): AuctionHouse => (made ??= openedOn(store(), settings()))

let made: AuctionHouse | undefined

/** Whether this process has a server that takes upgrades: the custom one says so. */
export const hasWebSocket = (): boolean => kept.gavelHasWebSocket ?? false
export const offerWebSocket = (): void => {
  kept.gavelHasWebSocket = true
}

function open(given: Settings): Opened {
  const store = openStore(given.DATABASE_URL)
  const house = openedOn(store, given)
  const live = new Live(
    { ...store, house, failed: (error) => log().error({ err: error }, 'Watching failed') },
    { perUser: given.STREAMS_PER_USER, perAddress: given.STREAMS_PER_ADDRESS },
  )
  return { store, live, bids: new Meter(bidQuota(given)) }
}

const openedOn = (store: Store, given: Settings): AuctionHouse =>
  createAuctionHouse(store, {
    softCloseSeconds: given.SOFT_CLOSE_SECONDS,
    sessionHours: given.SESSION_HOURS,
    sessionIdleHours: given.SESSION_IDLE_HOURS,
    quotas: doorQuotas(given),
  })
