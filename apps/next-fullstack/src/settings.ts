import { readSettings, type Settings, WrongSetting } from '@gavel/contracts'

/**
 * The environment.
 * TWIN(settings): Next imports this module while it builds, where there is no environment; so it is
 * read when first asked for.
 */
export const settings = (): Settings => (read ??= readOrExit())

let read: Settings | undefined

/** A wrong variable ends the process with one sentence. */
function readOrExit(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
