import { createVitest } from 'vitest/node'
import { readHouse } from '../src/house.ts'
import { createClient, ProblemError } from '../src/client.ts'
import { type Options, readOptions, UsageError } from './options.ts'
import { type Running, startServer } from './process/server.ts'
import { ContractReporter } from './report/reporter.ts'
import { SlowFirst } from './slow-first.ts'

/** Databases for an implementation that is started by this command. */
type Databases = () => Promise<{ urls: [main: string, process: string]; drop(): Promise<void> }>

/** Settings of an implementation that is started by this command. */
const SETTINGS = {
  CLOSINGS_SECRET: 'secret-of-the-contract-suite',
  ALLOWED_ORIGINS: 'https://pages.contract.test',
}

/**
 * Runs the contract suite against an implementation, which it finds at an address or starts.
 * @param args - the command line, see `options.ts`.
 * @param databases - creates two empty, migrated databases, for `--command`.
 * @returns the exit code: 0 if all tests passed but those listed as differences.
 */
export async function run(args: string[], databases: Databases): Promise<number> {
  try {
    const options = readOptions(args, process.env.INIT_CWD ?? process.cwd())
    if (options.url !== null) return await runAt(options.url, options)
    return await runStarted(options, databases)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    console.error(error.message)
    return 2
  }
}

async function runStarted(options: Options, databases: Databases): Promise<number> {
  const { urls, drop } = await databases()
  const [databaseUrl, processDatabaseUrl] = urls
  const start = { command: options.command ?? [], folder: options.folder }
  let server: Running | undefined
  try {
    server = await startServer({ ...start, databaseUrl }, SETTINGS)
    const provided = { start: { ...start, databaseUrl: processDatabaseUrl } }
    return await runAt(server.baseUrl, options, { ...SETTINGS, ...provided })
  } finally {
    await server?.stop()
    await drop()
  }
}

type Given = {
  CLOSINGS_SECRET?: string | undefined
  ALLOWED_ORIGINS?: string | undefined
  start?: { command: string[]; folder: string; databaseUrl: string }
}

async function runAt(url: string, options: Options, given: Given = process.env) {
  await requireImplementation(url)
  const reporter = new ContractReporter(options)
  const vitest = await createVitest('test', {
    config: false,
    root: import.meta.dirname,
    watch: false,
    include: options.groups.map((group) => `${group}/*.contract.ts`),
    setupFiles: ['check-answers.ts'],
    reporters: [reporter],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The tests mostly wait for the server.
    maxWorkers: 4,
    sequence: { sequencer: SlowFirst },
    provide: {
      baseUrl: url,
      closingsSecret: given.CLOSINGS_SECRET || null,
      allowedOrigin: given.ALLOWED_ORIGINS?.split(',')[0]?.trim() || null,
      start: given.start ?? null,
    },
  })
  try {
    await vitest.start(options.files)
  } finally {
    await vitest.close()
  }
  return reporter.exitCode
}

/** The suite reads the auction rules first. Without them, no test can run. */
async function requireImplementation(url: string): Promise<void> {
  const { name, method, path, answers } = readHouse
  try {
    await createClient(url).readHouse()
  } catch (error) {
    const received = error instanceof ProblemError ? error.status : messageOf(error)
    throw new UsageError(
      `${name} ${method} ${path} at ${url}: expected ${Object.keys(answers).join()}, received ${received}.\n` +
        'The contract suite needs this operation first: packages/contracts/src/house.ts',
    )
  }
}

const messageOf = (error: unknown): string => {
  const { cause, message } = error as Error
  return cause instanceof Error ? cause.message || String(cause) : message
}
