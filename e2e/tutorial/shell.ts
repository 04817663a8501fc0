import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { text } from 'node:stream/consumers'
import type { Step } from './document.ts'

/** The programs that the walk needs and this machine has not. */
export const missing = ['bash', 'curl'].filter(
  (program) => spawnSync(program, ['--version']).status !== 0,
)

/**
 * Pastes all steps into one shell, as a reader does, and gives back what each printed. The lot is open
 * for so many seconds, which must be enough for what comes before the hammer.
 * @throws Error with what was said on standard error, where nothing should be.
 */
export async function paste(
  steps: readonly Step[],
  baseUrl: string,
  openFor: number,
): Promise<string[]> {
  const mark = randomUUID()
  const script = steps.map(({ commands }) => commands).join(`\nprintf %s ${mark}\n`)
  const shell = spawn('bash', ['-c', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, GAVEL: baseUrl, OPEN_FOR: String(openFor) },
  })
  const [printed, complaints] = await Promise.all([text(shell.stdout), text(shell.stderr)])
  if (complaints !== '') throw new Error(complaints)
  return printed.split(mark)
}
