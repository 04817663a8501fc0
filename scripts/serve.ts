import { type ChildProcess, spawn } from 'node:child_process'
import { constants } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { LaunchProblem } from '@gavel/db/launch'
import { ancestors, isTurbo, watchAncestors } from './ancestors.ts'
import { houseDatabase } from './database.ts'
import { inOneSentence } from './sentence.ts'
import { portOf, requireFreePort, type Twin, twins } from './twins.ts'

const LAST_WORD_MS = 8000

// Runs one twin: node serve.ts express|next development|production COMMAND …
// The command finds the database in DATABASE_URL and its port in PORT and in the twin's own variable.
await inOneSentence(async () => {
  const [name = '', mode = '', command, ...args] = process.argv.slice(2)
  const twin = Object.entries(twins).find(([key]) => key === name)?.[1]
  if (!twin || !command)
    throw new LaunchProblem('Call it as serve.ts express|next development|production COMMAND')
  await requireFreePort(twin)

  const told = listenForTheEnd()
  const database = await houseDatabase()
  let code = 0
  if (!told.early) {
    const server = start(
      twin,
      { ...process.env, NODE_ENV: mode, DATABASE_URL: database.url },
      command,
      args,
    )
    told.server = server
    endWithTurbo(server, database.release)
    code = await exitCode(server)
  }
  await database.release()
  process.exit(code)
})

/** Passes the end on to the server, and remembers one that comes before there is a server. */
function listenForTheEnd(): { early: boolean; server?: ChildProcess } {
  const told: { early: boolean; server?: ChildProcess } = { early: false }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      told.early = true
      // A Ctrl-C, and turbo's SIGINT, go to our whole process group: the server has it already.
      if (signal !== 'SIGINT') told.server?.kill('SIGTERM')
    })
  }
  return told
}

function start(twin: Twin, env: NodeJS.ProcessEnv, command: string, args: string[]): ChildProcess {
  const port = String(portOf(twin))
  return spawn(command, args, {
    stdio: 'inherit',
    shell: process.platform === 'win32', // commands of npm packages are scripts there
    env: { ...env, [twin.variable]: port, PORT: port, NEXT_TELEMETRY_DISABLED: '1' },
  })
}

/** When turbo was killed nobody ends the server and what it started; else they would keep the port. */
function endWithTurbo(server: ChildProcess, release: () => Promise<void>): void {
  const chain = ancestors()
  const top = chain.findIndex(isTurbo)
  if (top === -1) return
  watchAncestors(chain.slice(0, top + 1), async () => {
    server.kill('SIGTERM')
    await sleep(LAST_WORD_MS)
    await release()
    process.kill(0, 'SIGKILL') // our process group is this task's alone: turbo gave it one
  })
}

function exitCode(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    server.on('error', (error) =>
      reject(new LaunchProblem(`The server cannot be started: ${error.message}`)),
    )
    server.on('exit', (code, signal) =>
      resolve(code ?? 128 + constants.signals[signal ?? 'SIGTERM']),
    )
  })
}
