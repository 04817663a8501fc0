import { readSettings, type Settings, WrongSetting } from '@gavel/contracts'

/** The environment, read once. A wrong variable ends the process with one sentence. */
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
