import { existsSync, readFileSync, rmSync } from 'node:fs'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from './connect.ts'
import type { Place } from './place.ts'
import { codeOf, LaunchProblem } from './problem.ts'

/** PostgreSQL's word for: I am starting, recovering or stopping. */
const CANNOT_CONNECT_NOW = '57P03'

/**
 * The port of this place's server if it runs, also after whoever started it was killed.
 * Waits for one that is just starting or stopping. A note of a server that is gone is left to
 * PostgreSQL, which recovers; one whose process number went to a stranger is removed.
 */
export async function livePort(
  place: Place,
  address: (port: number) => string,
): Promise<number | undefined> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const found = readNote(place)
    if (!found) return undefined
    if (!isServer(found.pid, place.data)) {
      if (isAlive(found.pid)) rmSync(noteFile(place))
      return undefined
    }
    const answer = found.port === undefined ? 'wait' : await ask(address(found.port), place.data)
    if (answer === 'serves') return found.port
    await sleep(200)
  }
  throw new LaunchProblem(
    `The PostgreSQL of ${place.data} runs and does not answer: end it and start again.`,
  )
}

const noteFile = (place: Place) => join(place.data, 'postmaster.pid')

/** The server's own note: process number, data folder, start time, port. */
function readNote(place: Place): { pid: number; port: number | undefined } | undefined {
  if (!existsSync(noteFile(place))) return undefined
  const [pid, , , port] = readFileSync(noteFile(place), 'utf8').split('\n').map(Number)
  return pid ? { pid, port: port || undefined } : undefined
}

async function ask(url: string, data: string): Promise<'serves' | 'wait'> {
  try {
    return await withClient(url, async (client) => {
      const { rows } = await client.query('SHOW data_directory')
      return rows[0]['data_directory'] === data ? 'serves' : 'wait'
    })
  } catch (error) {
    const code = codeOf(error)
    if (code === CANNOT_CONNECT_NOW || code === 'ECONNREFUSED' || code === 'ECONNRESET')
      return 'wait'
    throw error
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return codeOf(error) === 'EPERM'
  }
}

/** Whether that process is a server of this folder: its command line names the folder. */
function isServer(pid: number, data: string): boolean {
  if (!isAlive(pid)) return false
  if (process.platform === 'win32') return true
  return commandLine(pid).includes(data)
}

function commandLine(pid: number): string {
  if (existsSync(`/proc/${pid}/cmdline`)) return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
}
