import { spawn } from 'node:child_process'
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './place.ts'
import { freePort, isFree } from './ports.ts'
import { LaunchProblem, messageOf } from './problem.ts'

/** The name of the server's superuser, and of the house's database. */
export const SUPERUSER = 'gavel'

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
}

/** The builtin locale sorts alike on every system; initdb would take the machine's. */
const LOCALE = [
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
]

/** What a server for tests may forget: it is never started again after a crash. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/** Makes the server's data folder unless it is there; a killed attempt leaves none behind. */
export async function initialise(
  place: Place,
  password: string,
  forgetful: boolean,
): Promise<void> {
  if (existsSync(place.data)) return refuseOtherVersion(place)
  const unfinished = `${place.data}.unfinished`
  const passwordFile = join(dirname(place.data), 'password')
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (place.user)
    for (const path of [unfinished, passwordFile]) chownSync(path, place.user.uid, place.user.gid)

  try {
    const settings = Object.entries({ ...SETTINGS, ...(forgetful ? FORGETFUL : {}) })
    const login = [`--username=${SUPERUSER}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    const set = settings.flatMap(([name, value]) => ['--set', `${name}=${value}`])
    const sync = forgetful ? ['--no-sync'] : []
    const { code, output } = await run(place, 'initdb', [
      '-D',
      unfinished,
      ...sync,
      ...LOCALE,
      ...login,
      ...set,
    ])
    if (code !== 0)
      throw new LaunchProblem(`PostgreSQL could not make its data folder: ${lastLine(output)}`)
    renameSync(unfinished, place.data)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

/**
 * Starts the server, detached, on `port` or another free one; answers the port once it serves.
 * @throws LaunchProblem with the server's own last word.
 */
export async function start(place: Place, port: number | undefined): Promise<number> {
  const log = join(place.data, 'server.log')
  let wanted = port !== undefined && (await isFree(port)) ? port : await freePort()
  for (let attempt = 1; ; attempt += 1) {
    rmSync(log, { force: true })
    const options = ['-D', place.data, '-l', log, '-o', `-p ${wanted}`, '-w', '-t', '60', '-s']
    const { code, output } = await run(place, 'pg_ctl', ['start', ...options])
    if (code === 0) return wanted
    const word = existsSync(log) ? readFileSync(log, 'utf8') : output
    // The port was taken meanwhile, or sessions of a server that was killed are still ending.
    if (attempt === 10 || !/could not bind|still in use/.test(word)) {
      throw new LaunchProblem(`PostgreSQL did not start: ${lastLine(word)} (${log} has more)`)
    }
    await sleep(500)
    wanted = await freePort()
  }
}

/** Stops the server if it runs; open connections are ended, what was committed stays. */
export async function stop(place: Place): Promise<void> {
  if (!existsSync(join(place.data, 'postmaster.pid'))) return
  const { code } = await run(place, 'pg_ctl', [
    'stop',
    '-D',
    place.data,
    '-m',
    'fast',
    '-w',
    '-t',
    '20',
    '-s',
  ])
  if (code !== 0)
    await run(place, 'pg_ctl', ['stop', '-D', place.data, '-m', 'immediate', '-w', '-s'])
}

function refuseOtherVersion(place: Place): void {
  const made = readFileSync(join(place.data, 'PG_VERSION'), 'utf8').trim()
  if (made === '18') return
  throw new LaunchProblem(
    `${place.data} was made by PostgreSQL ${made} and this one is 18: remove that folder to start afresh.`,
  )
}

/** Runs one of PostgreSQL's programs as the server's user and collects what it prints. */
function run(
  place: Place,
  program: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  const { PATH, SystemRoot, TEMP } = process.env
  const child = spawn(join(place.bin, program), args, {
    cwd: '/', // the server's user may have no way into the folder we are in
    detached: true, // a Ctrl-C would reach it too, and leave a start or stop half done
    env: { PATH, SystemRoot, TEMP, LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(place.user && { uid: place.user.uid, gid: place.user.gid }),
  })
  let output = ''
  child.stdout.on('data', (text) => (output += text))
  child.stderr.on('data', (text) => (output += text))
  return new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(new LaunchProblem(`PostgreSQL cannot be run here: ${messageOf(error)}`)),
    )
    child.on('close', (code) => resolve({ code, output }))
  })
}

function lastLine(text: string): string {
  const lines = text.trim().split('\n')
  return (
    lines.findLast((line) => /FATAL|error|HINT/i.test(line)) ?? lines.at(-1) ?? 'it gave no reason'
  )
}
