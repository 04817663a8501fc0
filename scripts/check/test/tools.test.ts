import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { format, lint, runTool, type Tool } from '../tools.ts'
import type { Files } from './a-house.ts'

const ROOT = join(import.meta.dirname, '../../..')
const OURS = ['.oxlintrc.json', '.gitignore', 'biome.json']
const TYPES = { 'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "types": [] } }\n' }

let folder: string

afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** What a tool finds in a folder of a few files that has the settings of this repository. */
async function found(tool: Tool, files: Files): Promise<string[]> {
  folder = mkdtempSync(join(tmpdir(), 'gavel-check-'))
  for (const name of OURS) copyFileSync(join(ROOT, name), join(folder, name))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const { findings } = await runTool(tool, folder)
  return findings.map(({ file, line, says }) => `${file}:${line} ${says}`)
}

describe('lint', () => {
  const promised = 'export async function settle(): Promise<void> {}\n'

  it('finds nothing in code that is right', async () => {
    expect(await found(lint, { ...TYPES, 'a.ts': `${promised}await settle()\n` })).toEqual([])
  })

  it('finds a promise that nobody waits for', async () => {
    const findings = await found(lint, { ...TYPES, 'a.ts': `${promised}settle()\n` })

    expect(findings).toEqual([
      expect.stringMatching(/^a\.ts:2 breaks typescript.*\(no-floating-promises\)/),
    ])
  })

  it('finds files that import one another in a circle', async () => {
    const files = {
      'a.ts': "import { b } from './b.ts'\nexport const a = () => b\n",
      'b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
    }

    expect(await found(lint, { ...TYPES, ...files })).toEqual([
      expect.stringMatching(/^a\.ts:1 breaks (eslint-plugin-)?import\(no-cycle\)/),
      expect.stringMatching(/^b\.ts:1 breaks (eslint-plugin-)?import\(no-cycle\)/),
    ])
  })

  it('fails where it finds no file', async () => {
    expect(await found(lint, {})).toEqual([
      expect.stringMatching('is not looked at, for lint says'),
    ])
  })
})

describe('format', () => {
  it('finds nothing in code that is formatted', async () => {
    expect(await found(format, { 'a.ts': "export const a = 'a'\n" })).toEqual([])
  })

  it('finds what is not', async () => {
    expect(await found(format, { 'a.ts': 'export const a = "a";\n' })).toEqual([
      'a.ts:1 is not formatted: run npm run format:fix.',
    ])
  })
})
