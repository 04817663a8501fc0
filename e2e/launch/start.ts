import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** A command that runs in a checkout, in a process group of its own, as a shell would start it. */
export type Run = {
  process: ChildProcess
  /** Everything it printed so far. */
  output(): string
  /** Its exit code. */
  ended: Promise<number | null>
}

/** Starts a command with nothing of our own npm, turbo or test runner in its environment. */
export function run(folder: string, command: string[], env: Record<string, string>): Run {
  const [program = '', ...args] = command
  const { HOME, LANG, PATH = '' } = process.env
  const path = PATH.split(':').filter((entry) => !entry.includes('node_modules'))
  const child = spawn(program, args, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { HOME, LANG, PATH: path.join(':'), ...env },
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  return { process: child, output: () => output, ended: once(child, 'exit').then(([code]) => code) }
}

/** Waits until the banner is printed. @throws with all the output when the command ends before. */
export async function banner({ process: child, output }: Run): Promise<string> {
  while (!output().includes('Read first')) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(output())
    await sleep(50)
  }
  return output().slice(output().indexOf('The house is open'))
}

/** The processes that work in a folder or were started from it, each with its command line. */
export function processesOf(folder: string): { pid: number; command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), ...look(name) }))
    .filter(({ command, cwd }) => command.includes(folder) || cwd.startsWith(folder))
    .map(({ pid, command }) => ({ pid, command }))
}

/** Waits a little for them to be gone, and answers those that are not. */
export async function leftOver(folder: string): Promise<string[]> {
  const giveUp = Date.now() + 10_000
  while (processesOf(folder).length > 0 && Date.now() < giveUp) await sleep(50)
  return processesOf(folder).map(({ command }) => command)
}

function look(pid: string): { command: string; cwd: string } {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return { command, cwd: command ? readlinkSync(`/proc/${pid}/cwd`) : '' }
  } catch {
    return { command: '', cwd: '' } // it ended meanwhile
  }
}
