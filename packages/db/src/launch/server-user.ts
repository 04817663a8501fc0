import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { LaunchProblem } from './problem.ts'

/** The operating system's user that the server runs as, when that is not the user who starts it. */
export type ServerUser = {
  name: string
  uid: number
  gid: number
}

/**
 * Root's choice of a user for the server: who owns the data already, else `postgres`, else `nobody`.
 * Users are never made: that would change a machine that is not ours.
 * @throws LaunchProblem when the machine has no such user.
 */
export function serverUserFor(data: string): ServerUser {
  const found = statSync(data, { throwIfNoEntry: false })
  if (found && found.uid !== 0) return { name: `user ${found.uid}`, uid: found.uid, gid: found.gid }
  for (const name of ['postgres', 'nobody']) {
    const uid = idOf('-u', name)
    const gid = idOf('-g', name)
    if (uid && gid) return { name, uid, gid }
  }
  throw new LaunchProblem(
    'PostgreSQL refuses to run as root, and this machine has no user postgres or nobody: start the house as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether `user` could pass through `folder`, and through all the folders above it. */
export function canEnter(user: ServerUser, folder: string): boolean {
  return succeedsAs(user, 'test', ['-x', folder])
}

/** Runs a short command as `user` and tells whether it succeeded. */
export function succeedsAs({ uid, gid }: ServerUser, command: string, args: string[]): boolean {
  return spawnSync(command, args, { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0
}

function idOf(flag: '-u' | '-g', name: string): number | undefined {
  const { status, stdout } = spawnSync('id', [flag, name], { encoding: 'utf8' })
  return status === 0 ? Number(stdout.trim()) : undefined
}
