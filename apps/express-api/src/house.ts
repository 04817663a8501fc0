import { bidQuota, doorQuotas, Meter } from '@gavel/contracts'
import { openStore } from '@gavel/db'
import { createAuctionHouse } from '@gavel/domain'
import { Live } from '@gavel/live'
import { log } from './log.ts'
import { settings } from './settings.ts'

// TWIN(one-house): Node imports this module once, so its top level is the process's one house.
export const store = openStore(settings.DATABASE_URL)

export const house = createAuctionHouse(store, {
  softCloseSeconds: settings.SOFT_CLOSE_SECONDS,
  sessionHours: settings.SESSION_HOURS,
  sessionIdleHours: settings.SESSION_IDLE_HOURS,
  quotas: doorQuotas(settings),
})

export const live = new Live(
  { ...store, house, failed: (error) => log.error({ err: error }, 'Watching failed') },
  { perUser: settings.STREAMS_PER_USER, perAddress: settings.STREAMS_PER_ADDRESS },
)

/** The bids of each user, in this process. */
export const bids = new Meter(bidQuota(settings))
