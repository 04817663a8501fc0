import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'

// npm starts its scripts through a shell. A SIGTERM to npm ends npm and that shell and nothing
// below; a kill -9 to npm or turbo ends only them. What they had started goes on without anybody
// to end it, so the tasks look up now and then whether those above them are still there.

const LOOK_EVERY_MS = 500

/** A process above this one. */
export type Ancestor = {
  pid: number
  parent: number
  command: string
}

/** The processes above this one, from its parent up to the outermost npm, npx or turbo. */
export function ancestors(): Ancestor[] {
  const chain: Ancestor[] = []
  for (let found = look(process.ppid); found; found = look(found.parent)) chain.push(found)
  return chain.slice(0, chain.findLastIndex(({ command }) => isRunner(command)) + 1)
}

/** Calls `lost` once, when the first of these has ended or has been left by its parent. */
export function watchAncestors(chain: Ancestor[], lost: () => void): void {
  if (process.platform === 'win32' || chain.length === 0) return
  const timer = setInterval(() => {
    const intact =
      process.ppid === chain[0]?.pid &&
      chain.every(({ pid, parent }, level) => {
        // The parent of the outermost is whoever called npm, and may go before it.
        return level === chain.length - 1 ? look(pid) !== undefined : look(pid)?.parent === parent
      })
    if (intact) return
    clearInterval(timer)
    lost()
  }, LOOK_EVERY_MS)
}

/** Whether that is turbo itself, not the script that starts it. */
export function isTurbo({ command }: Ancestor): boolean {
  return basename(command.split(/[\0 ]/)[0] ?? '') === 'turbo'
}

/** npm and npx call themselves `npm run …` and `npm exec …`; turbo's starter is a script of Node's. */
function isRunner(command: string): boolean {
  const words = command.split(/[\0 ]/).slice(0, 2)
  return words.some((word) => /^(npm|npx|turbo)(-cli\.js)?$/.test(basename(word)))
}

function look(pid: number): Ancestor | undefined {
  if (pid <= 1) return undefined
  try {
    if (process.platform !== 'linux') return lookWithPs(pid)
    // The name in brackets may hold spaces; state and parent follow it.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state === 'Z') return undefined
    return { pid, parent: Number(parent), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8') }
  } catch {
    return undefined
  }
}

function lookWithPs(pid: number): Ancestor | undefined {
  const line = execFileSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' })
  const [, parent, command] = /^\s*(\d+)\s+(.*)/.exec(line) ?? []
  return parent && command ? { pid, parent: Number(parent), command } : undefined
}
