import { createAuctionHouse, SOFT_CLOSE_SECONDS } from '@gavel/domain'
import { steppedClock } from '../stepped-clock.ts'
import { openStoreOn } from '../store.ts'
import { admittedTo } from './guests.ts'
import { catalogue } from './lots/index.ts'
import { movements, people } from './people.ts'
import { play } from './play.ts'
import { presentOf } from './present.ts'
import { milliseconds } from './span.ts'
import { lotStory, purseStory } from './story.ts'

/**
 * Fills an empty house with people, lots and five weeks of history, through the use cases, as if all
 * had come in by the door. The history ends at the present: some lots are live, some are about to be.
 */
export async function seed(url: string): Promise<void> {
  const present = await presentOf(url)
  const clock = steppedClock(new Date(present.getTime() + milliseconds('-35d 00:00')))
  const store = openStoreOn(clock, url)
  try {
    const house = createAuctionHouse(store, {
      softCloseSeconds: SOFT_CLOSE_SECONDS.default,
      sessionHours: 1,
      sessionIdleHours: 1,
    })
    const stage = { house, people: await admittedTo({ store, house }, people), present }
    const lots = catalogue.map((lot) => lotStory(lot, stage))
    await play([purseStory(movements, stage), ...lots], { clock, until: present })
    while (await house.deleteExpiredIdempotencyRecords());
  } finally {
    await store.close()
  }
}
