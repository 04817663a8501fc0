import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { endCluster } from './cluster.ts'
import { tryAlone } from './lock.ts'

export type GuardOptions = {
  home: string
  /** How often it looks, and so for how long a server may be without users. */
  everyMs: number
  /** Whether the server's data is removed as well. */
  remove: boolean
}

/**
 * Starts a process that stops the server of `home` once nobody holds it, then ends; a second one for
 * the same home ends at once.
 * It has a process group of its own, so that it survives when all the others are killed.
 */
export function guardCluster(options: GuardOptions): ChildProcess {
  const script = fileURLToPath(import.meta.url)
  return spawn(process.execPath, [script, JSON.stringify(options)], {
    cwd: '/',
    detached: true,
    stdio: 'ignore',
  })
}

async function guard({ home, everyMs, remove }: GuardOptions): Promise<void> {
  const alone = tryAlone(join(home, 'guard.lock'))
  if (!alone) return
  for (;;) {
    await sleep(everyMs)
    // The lock goes before anybody can start the server again: that one needs a guard of its own.
    if (await endCluster(home, { remove, ended: alone.release })) return
  }
}

if (import.meta.main) await guard(JSON.parse(process.argv[2] ?? '{}') as GuardOptions)
