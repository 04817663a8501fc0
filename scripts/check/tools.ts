import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'

/** An npm script that runs a tool on the whole checkout. */
export type Tool = {
  script: string
  /** What the tool prints about how much it read. A tool that read nothing has failed. */
  read: RegExp
}

export const tools: readonly Tool[] = [
  { script: 'lint', read: /\d+ files/ },
  { script: 'format', read: /\d+ files/ },
  { script: 'imports', read: /\d+ modules, \d+ dependencies/ },
  { script: 'unused', read: /^/ },
]

/** Runs a tool to its end. `output` is all that it printed; `seen` is the match of `read`. */
export async function runTool(
  { script, read }: Tool,
  root: string,
): Promise<{ passed: boolean; seen: string; output: string }> {
  const child = spawn(process.execPath, ['--run', script], {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1' },
  })
  const [code, stdout, stderr] = await Promise.all([
    new Promise<number | null>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', resolve)
    }),
    text(child.stdout),
    text(child.stderr),
  ])
  const output = `${stdout}${stderr}`.trim()
  const seen = read.exec(output)?.[0]
  const passed = code === 0 && seen !== undefined && !seen.startsWith('0 ')
  return { passed, seen: seen ?? 'read nothing', output }
}
