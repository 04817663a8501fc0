import { readSettings, type Settings, WrongSetting } from '@gavel/contracts'

/**
 * The environment. A wrong variable ends the process with one sentence.
 * TWIN(settings): Express imports this module when it starts, and it is read then.
 */
export const settings: Settings = read()

function read(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error
    console.error(error.message)
    process.exit(1)
  }
}
