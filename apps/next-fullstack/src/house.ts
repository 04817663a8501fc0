import { openStore, type Store } from '@gavel/db'
import { type House, openHouse } from '@gavel/domain'
import { settings } from './settings.ts'

type Opened = { store: Store; house: House }

// TWIN(one-house): Next loads this module during the build, where there is no database, and then
// once for each of its bundles. So the house is opened when first asked for, and kept on the global
// object, which the bundles of a process share. Their classes they do not share: see `isRefusal`.
const kept = globalThis as { gavel?: Opened }

const opened = (): Opened => (kept.gavel ??= open())

export const house = (): House => opened().house
export const store = (): Store => opened().store

function open(): Opened {
  const { DATABASE_URL, SOFT_CLOSE_SECONDS, SESSION_HOURS } = settings()
  const store = openStore(DATABASE_URL)
  const rules = { softCloseSeconds: SOFT_CLOSE_SECONDS, sessionHours: SESSION_HOURS }
  return { store, house: openHouse(store, rules) }
}
