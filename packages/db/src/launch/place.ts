import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, realpathSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { canRun, copyBinaries, installedBinaries } from './binaries.ts'
import { LaunchProblem } from './problem.ts'
import { canEnter, type ServerUser, serverUserFor } from './server-user.ts'

/** Where an embedded server lives. */
export type Place = {
  /** Locks and settings, written by whoever starts the server. */
  home: string
  /** The server's own folder. */
  data: string
  /** The folder of `initdb`, `pg_ctl` and `postgres`. */
  bin: string
  /** Whom the server runs as, when root starts it: PostgreSQL refuses to run as root. */
  user: ServerUser | undefined
  /** One line for the reader, when files had to be put outside the checkout. */
  note: string | undefined
}

/** The folder of the house's data: `GAVEL_DATA_DIR`, else `.data` at the root of the checkout. */
export function dataHome(): string {
  const checkout = fileURLToPath(new URL('../../../../', import.meta.url))
  return resolve(checkout, process.env.GAVEL_DATA_DIR || '.data')
}

/** Makes the folder of locks and settings and answers its real path. */
export function openHome(home: string): string {
  mkdirSync(home, { recursive: true })
  return realpathSync(home)
}

/**
 * Decides where the server of an opened home runs, and as whom; makes what it needs there.
 * @throws LaunchProblem when this machine or this user cannot run the server.
 */
export function findPlace(home: string): Place {
  const binaries = installedBinaries()
  const data = join(home, 'postgres')
  if (process.getuid?.() !== 0) {
    refuseForeignData(data)
    return { home, data, bin: join(binaries, 'bin'), user: undefined, note: undefined }
  }

  const user = serverUserFor(data)
  chmodSync(home, 0o711) // the server's user passes through, whatever root's umask is
  const inReach = { home: canEnter(user, home), binaries: canRun(user, binaries) }
  if (inReach.home && inReach.binaries) {
    return { home, data, bin: join(binaries, 'bin'), user, note: undefined }
  }

  const outside = openOutside(home)
  return {
    home,
    data: inReach.home ? data : join(outside, 'postgres'),
    bin: join(inReach.binaries ? binaries : copyBinaries(binaries, outside), 'bin'),
    user,
    note: `PostgreSQL runs as ${user.name}, who cannot reach this folder: what it needs is in ${outside}.`,
  }
}

function refuseForeignData(data: string): void {
  const owner = statSync(data, { throwIfNoEntry: false })?.uid
  if (owner === undefined || owner === process.getuid?.() || process.platform === 'win32') return
  throw new LaunchProblem(
    `${data} belongs to another user (was the house started as root?): start it as that user again, or remove this folder.`,
  )
}

/**
 * A folder of this home that every user can reach. Not in $TMPDIR, which may be closed as well.
 * Everybody may write to /var/tmp, so a folder that is not root's alone is not trusted.
 */
function openOutside(home: string): string {
  const hash = createHash('sha256').update(home).digest('hex').slice(0, 16)
  const folder = `/var/tmp/gavel-${hash}`
  mkdirSync(folder, { recursive: true })
  const found = lstatSync(folder)
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) {
    throw new LaunchProblem(`${folder} was not made by this house: remove it and start again.`)
  }
  chmodSync(folder, 0o711)
  return folder
}
