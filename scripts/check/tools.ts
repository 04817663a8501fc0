import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import type { Finding } from './report.ts'

/** A tool of others that looks at a whole checkout. */
export type Tool = {
  name: string
  command: readonly [string, ...string[]]
  /** How many files it looked at, and what it found, out of what it said. @throws SyntaxError */
  read(said: string): { files: number; findings: Finding[] }
}

type Diagnostics = {
  number_of_files: number
  diagnostics: { message: string; code?: string; filename: string; labels: Label[] }[]
}
type Label = { span: { line: number } }

export const lint: Tool = {
  name: 'lint',
  command: ['oxlint', '--type-aware', '--format=json'],
  read(said) {
    const { diagnostics, number_of_files: files } = JSON.parse(
      said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1),
    ) as Diagnostics
    const findings = diagnostics.map(({ message, code, filename, labels }) => ({
      file: filename,
      line: labels[0]?.span.line ?? 1,
      says: code ? `breaks ${code}. ${message}` : message,
    }))
    return { files, findings }
  },
}

export const format: Tool = {
  name: 'format',
  command: ['biome', 'format', '.'],
  read(said) {
    const findings = [...said.matchAll(/^(\S+) format ━/gm)].map(([, file = '']) => ({
      file,
      line: 1,
      says: 'is not formatted: run npm run format:fix.',
    }))
    return { files: Number(/Checked (\d+) files/.exec(said)?.[1] ?? 0), findings }
  },
}

/** Runs a tool to its end. What it says that cannot be read is a finding as it stands. */
export async function runTool(
  { name, command: [program, ...args], read }: Tool,
  root: string,
): Promise<{ seen: string; findings: Finding[] }> {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32', // commands of npm packages are scripts there
  })
  const code = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  const [failed, said, complaint] = await Promise.all([
    code,
    text(child.stdout),
    text(child.stderr),
  ])
  const { files, findings } = attempt(() => read(`${said}\n${complaint}`))
  const isUnread = files === 0 || (failed !== 0 && findings.length === 0)
  const says = `is not looked at, for ${name} says: ${complaint || said}`.trim()
  return {
    seen: `${files} files`,
    findings: isUnread ? [{ file: '.', line: 1, says }] : findings,
  }
}

function attempt(read: () => ReturnType<Tool['read']>): ReturnType<Tool['read']> {
  try {
    return read()
  } catch {
    return { files: 0, findings: [] }
  }
}
