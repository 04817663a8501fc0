import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'

/** The groups of tests. `process` starts and stops the implementation itself, so it needs a command. */
const GROUPS = ['api', 'rooms', 'pages', 'process'] as const
export type Group = (typeof GROUPS)[number]

/** A test that an implementation fails on purpose, by its title as the report prints it. */
export type Difference = { title: string; reason: string }

export type Options = {
  /** The address of an implementation that runs; null if there is a command. */
  url: string | null
  /** The program and its arguments; null if there is an address. */
  command: string[] | null
  /** The working directory of the command. */
  folder: string
  groups: Group[]
  differences: Difference[]
  /** Only files whose name contains one of these. */
  files: string[]
}

export class UsageError extends Error {}

const USAGE = `Usage: npm run contract -- URL [FILE …] [--only GROUP,…] [--differences FILE]
       npm run contract -- --command "node server.js" [--cwd FOLDER] [FILE …] [--only GROUP,…] [--differences FILE]
Groups: ${GROUPS.join(', ')}. The group process needs --command.`

const Differences = z.array(z.strictObject({ title: z.string(), reason: z.string().min(1) }))

/**
 * Reads the command line.
 * @param folder - the working directory of the user.
 * @throws UsageError with a message for the user.
 */
export function readOptions(args: string[], folder: string): Options {
  const { values, positionals } = parse(args)
  const command = values.command?.trim().split(/\s+/) ?? null
  const url = command ? null : (positionals[0] ?? null)
  const files = command ? positionals : positionals.slice(1)
  if (!command && !(url && /^https?:\/\//.test(url) && URL.canParse(url)))
    throw new UsageError(USAGE)
  return {
    url: url && new URL(url).origin,
    command,
    folder: resolve(folder, values.cwd ?? '.'),
    groups: groupsOf(values.only, command !== null),
    differences: values.differences ? readDifferences(resolve(folder, values.differences)) : [],
    files,
  }
}

function parse(args: string[]) {
  const option = { type: 'string' } as const
  const options = { only: option, differences: option, command: option, cwd: option }
  try {
    return parseArgs({ args, allowPositionals: true, options })
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\n${USAGE}`)
  }
}

function groupsOf(only: string | undefined, hasCommand: boolean): Group[] {
  if (!only) return GROUPS.filter((group) => hasCommand || group !== 'process')
  const groups = only.split(',').map((name) => name.trim())
  const unknown = groups.find((name) => !GROUPS.includes(name as Group))
  if (unknown !== undefined) throw new UsageError(`Unknown group: ${unknown}\n${USAGE}`)
  if (groups.includes('process') && !hasCommand) throw new UsageError(USAGE)
  return groups as Group[]
}

function readDifferences(file: string): Difference[] {
  try {
    return Differences.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message
    throw new UsageError(`${file} is not a JSON array of { title, reason }: ${reason}`)
  }
}
