import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { LaunchProblem } from './problem.ts'

// Node has no flock. SQLite's lock on an empty file is one: the operating system holds it and lets
// go of it when the process ends, however it ends. A file with a pid in it survives a kill -9, and
// taking over a stale one safely is harder than it looks.

const SQLITE_BUSY = 5
const RETRY_MS = 50

/** Held in a set: a handle that is garbage-collected would let go of its lock. */
const handles = new Set<DatabaseSync>()

/** A lock that is held until `release()` or the end of the process. */
export type Held = {
  release(): void
}

/**
 * Runs `work` while no other process or caller runs under the same file; waits up to a minute for them.
 */
export async function exclusively<T>(file: string, work: () => Promise<T>): Promise<T> {
  const held = await wait(file, 'exclusive')
  try {
    return await work()
  } finally {
    held.release()
  }
}

/** Counts this caller among the users of `file` until it releases or its process ends. */
export function share(file: string): Promise<Held> {
  return wait(file, 'shared')
}

/** Whether anybody, in this process or another, shares `file` or works under it at this moment. */
export function isHeld(file: string): boolean {
  const held = tryTake(file, 'exclusive')
  held?.release()
  return held === undefined
}

/** Takes the lock alone if nobody has it, without waiting. */
export function tryAlone(file: string): Held | undefined {
  return tryTake(file, 'exclusive')
}

async function wait(file: string, mode: 'exclusive' | 'shared'): Promise<Held> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline) {
    const held = tryTake(file, mode)
    if (held) return held
    await sleep(RETRY_MS)
  }
  throw new LaunchProblem(
    `Another start has kept ${file} locked for a minute: end it and try again.`,
  )
}

function tryTake(file: string, mode: 'exclusive' | 'shared'): Held | undefined {
  const database = new DatabaseSync(file, { timeout: 0 })
  try {
    database.exec(mode === 'exclusive' ? 'BEGIN EXCLUSIVE' : 'BEGIN')
    // A transaction that began without EXCLUSIVE takes its lock with its first read.
    database.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch (error) {
    database.close()
    if ((error as { errcode?: number }).errcode === SQLITE_BUSY) return undefined
    throw error
  }
  handles.add(database)
  return {
    release() {
      if (handles.delete(database)) database.close()
    },
  }
}
