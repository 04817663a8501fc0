import { messageOf } from '@gavel/db/launch'

/**
 * Runs a script's work. What goes wrong is told in one sentence on standard error, without a stack
 * trace, and the process ends with code 1.
 */
export async function inOneSentence(work: () => Promise<void>): Promise<void> {
  surviveClosedTerminal()
  try {
    await work()
  } catch (error) {
    console.error(messageOf(error))
    process.exit(1)
  }
}

/** When the terminal is gone there is nobody to tell, and still something to put away. */
function surviveClosedTerminal(): void {
  process.stdout.on('error', () => {})
  process.stderr.on('error', () => {})
}
