import { readSettings, type Settings, WrongSetting } from '@gavel/contracts'
import { LaunchProblem } from '@gavel/db/launch'

/** Stands for the embedded server, which has no address before it runs. */
const EMBEDDED = 'postgresql://embedded/gavel'

/**
 * The variables of the house, before its database is known.
 * @throws LaunchProblem for the first that cannot be meant.
 */
export function variables(): Settings {
  const settings = read()
  if (settings.EXPRESS_PORT === settings.NEXT_PORT)
    throw new LaunchProblem('EXPRESS_PORT and NEXT_PORT are the same: set them to two ports.')
  return settings
}

function read(): Settings {
  try {
    return readSettings({ ...process.env, DATABASE_URL: process.env.DATABASE_URL || EMBEDDED })
  } catch (error) {
    if (error instanceof WrongSetting) throw new LaunchProblem(error.message)
    throw error
  }
}
