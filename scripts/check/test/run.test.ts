import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checks } from '../checks.ts'
import { readTree } from '../tree.ts'
import { house } from './a-house.ts'

const RUN = join(import.meta.dirname, '../run.ts')

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gavel-check-'))
  execFileSync('git', ['init', '--quiet'], { cwd: folder })
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const check = (...options: string[]) =>
  spawnSync(process.execPath, [RUN, '--root', folder, ...options], { encoding: 'utf8' })

describe('the command', () => {
  it('fails in an empty folder, with every check', () => {
    const { status, stdout } = check()

    expect(status).toBe(1)
    expect(stdout).not.toContain('✓')
    expect(stdout.match(/^✗ \w+/gm)).toHaveLength(checks.length + 2)
  })

  it('has one line for a check without a flaw, and one more for each flaw', () => {
    write(house)
    check('--write')

    const { stdout } = check()

    expect(stdout).toContain('✓ pairs      2 operations, 2 Express registrations')
    expect(stdout).toMatch(/^✗ twins .+\n {2}scripts\/check:1 has found no differences/m)
  })

  it('writes the pages when it is told to', () => {
    write({ ...house, 'docs/pairs.md': 'Old.\n' })

    check('--write')

    expect(readFileSync(join(folder, 'docs/pairs.md'), 'utf8')).toMatch(/^# The pairs\n/)
  })
})

describe('the files that are looked at', () => {
  it('are those that git has or would add, if they are texts', () => {
    write({ '.gitignore': 'made/\n', 'a.ts': 'a()\n', 'made/b.ts': 'b()\n', 'c.png': '\0' })

    symlinkSync(folder, join(folder, 'node_modules'))

    expect([...readTree(folder).keys()]).toEqual(['.gitignore', 'a.ts'])
  })
})
