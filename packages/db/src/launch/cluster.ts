import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exclusively, isHeld, share } from './lock.ts'
import { dataHome, findPlace, openHome } from './place.ts'
import { initialise, start, stop, SUPERUSER } from './postmaster.ts'
import { livePort } from './reuse.ts'

/** A running embedded server, held by this process. */
export type Cluster = {
  /** The address of its maintenance database `postgres`, with the password. */
  url: string
  /** One line for the reader, when the server's files had to be put outside the checkout. */
  note: string | undefined
  /** Whether this call started the server, rather than joining one that ran. */
  started: boolean
  /** Lets go of the server; the last of all processes that held it stops it. */
  release(): Promise<void>
}

export type ClusterOptions = {
  /** The folder of its data; the checkout's `.data` by default. */
  home?: string
  /** For tests: faster, and not safe against a crash. */
  forgetful?: boolean
}

/** What a home remembers of its server; the file is for its owner's eyes. */
type Settings = {
  password: string
  port?: number
}

/**
 * Starts the embedded PostgreSQL of a home, or joins the one that runs.
 * The server lives while any process holds it: it is stopped by the last `release()`. Processes that
 * were killed hold nothing any more; a server that only they used is joined by the next start.
 * @throws LaunchProblem when this machine cannot run it.
 */
export async function startCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const home = openHome(options.home ?? dataHome())
  return exclusively(launchLock(home), async () => {
    const place = findPlace(home)
    const settings = readSettings(home)
    await initialise(place, settings.password, options.forgetful ?? false)

    const address = (port: number) =>
      `postgresql://${SUPERUSER}:${settings.password}@127.0.0.1:${port}/postgres`
    const running = await livePort(place, address)
    const port = running ?? (await start(place, settings.port))
    if (port !== settings.port) writeSettings(home, { ...settings, port })

    const held = await share(usersLock(home))
    const release = () =>
      exclusively(launchLock(home), async () => {
        held.release()
        if (!isHeld(usersLock(home))) await stop(place)
      })
    return { url: address(port), note: place.note, started: running === undefined, release }
  })
}

/** Whether any process holds the server of that home. */
export function clusterInUse(folder = dataHome()): Promise<boolean> {
  const home = openHome(folder)
  return exclusively(launchLock(home), async () => isHeld(usersLock(home)))
}

/**
 * Stops the server of that home if no process holds it, and may remove its data; answers whether it did.
 * `ended` is called before another start may begin.
 */
export function endCluster(
  folder: string,
  { remove = false, ended = () => {} } = {},
): Promise<boolean> {
  const home = openHome(folder)
  return exclusively(launchLock(home), async () => {
    if (isHeld(usersLock(home))) return false
    const place = findPlace(home)
    await stop(place)
    if (remove) rmSync(place.data, { recursive: true, force: true })
    ended()
    return true
  })
}

const launchLock = (home: string) => join(home, 'launch.lock')
const usersLock = (home: string) => join(home, 'users.lock')
const settingsFile = (home: string) => join(home, 'server.json')

function readSettings(home: string): Settings {
  if (existsSync(settingsFile(home)))
    return JSON.parse(readFileSync(settingsFile(home), 'utf8')) as Settings
  const settings = { password: randomBytes(24).toString('base64url') }
  writeSettings(home, settings)
  return settings
}

function writeSettings(home: string, settings: Settings): void {
  const unfinished = `${settingsFile(home)}.unfinished`
  writeFileSync(unfinished, JSON.stringify(settings), { mode: 0o600 })
  renameSync(unfinished, settingsFile(home))
}
