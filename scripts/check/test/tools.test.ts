import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../../..')
const SETTINGS = ['.oxlintrc.json', '.dependency-cruiser.mjs', 'knip.jsonc', 'tsconfig.base.json']

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gavel-check-'))
  for (const name of SETTINGS) cpSync(join(ROOT, name), join(folder, name))
})

afterEach(() => rmSync(folder, { recursive: true, force: true }))

function write(files: Record<string, string>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** What one of the tools prints about the folder, with the settings of this repository. */
function output(program: string, ...options: string[]): string {
  const { stdout } = spawnSync(join(ROOT, 'node_modules/.bin', program), options, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  })
  return stdout
}

describe('npm run imports', () => {
  const PACKAGES = ['contracts', 'db', 'domain', 'live', 'ui']

  /** Workspaces as ours, with one file each, and the packages of others that the rules name. */
  function writeWorkspaces(): void {
    for (const name of PACKAGES) {
      write({
        [`packages/${name}/package.json`]: '{ "exports": { ".": "./src/index.ts" } }',
        [`packages/${name}/src/index.ts`]: 'export const index = 1\n',
      })
      mkdirSync(join(folder, 'node_modules/@gavel'), { recursive: true })
      symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@gavel', name))
    }
    for (const name of ['express', 'next', 'pg', '@prisma/client', 'zod'])
      write({
        [`node_modules/${name}/package.json`]: `{ "name": "${name}", "main": "index.js" }`,
        [`node_modules/${name}/index.js`]: '',
      })
    write({
      'apps/next-fullstack/tsconfig.json':
        '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
      'workshop/README.md': '',
    })
  }

  /** The rules that the folder breaks: `file breaks rule`. */
  const broken = (): string[] => {
    const { summary } = JSON.parse(
      output('depcruise', 'apps', 'packages', 'workshop', '--output-type', 'json'),
    ) as {
      summary: { violations: { from: string; rule: { name: string } }[] }
    }
    return summary.violations.map(({ from, rule }) => `${from} breaks ${rule.name}`)
  }

  it('accepts imports in the direction of the design', () => {
    writeWorkspaces()
    write({
      'workshop/probe.ts': "import express from 'express'\n",
      'apps/express-api/package.json': '{ "dependencies": { "express": "1.0.0" } }',
      'apps/express-api/src/app.ts': `import express from 'express'
import { index } from '@gavel/db'
import { index as live } from '@gavel/live'
`,
      'packages/live/src/tail.ts': "import { index } from '@gavel/contracts'\n",
      'packages/db/src/store.ts': "import type { index } from '@gavel/domain'\n",
      'packages/db/test/store.test.ts': "import { index } from '../../domain/src/index.ts'\n",
      'packages/domain/src/secrets.ts': "import { randomBytes } from 'node:crypto'\n",
    })

    expect(broken()).toEqual([])
  })

  it('rejects imports against it', () => {
    const planted = [
      ['packages/domain/src', '@gavel/contracts', 'domain-imports'],
      ['packages/domain/src', 'node:fs', 'domain-imports-modules'],
      ['packages/domain/src', 'zod', 'domain-imports-modules'],
      ['packages/contracts/src', '@gavel/db', 'contracts-imports'],
      ['packages/contracts/src', 'node:fs', 'browser-imports-node'],
      ['packages/db/src', '@gavel/contracts', 'db-imports'],
      ['packages/db/src', '../../domain/src/index.ts', 'relative-path-to-package'],
      ['packages/live/src', '@gavel/db', 'live-imports'],
      ['packages/live/src', 'pg', 'pg-outside-db'],
      ['packages/live/src', 'express', 'framework-in-package'],
      ['packages/ui/src', '@gavel/domain', 'ui-imports-values'],
      ['packages/ui/src', 'next', 'server-framework-in-ui'],
      ['apps/express-api/src', '../../next-fullstack/src/app.ts', 'app-imports-app'],
      ['apps/express-api/src', '../../../packages/db/src/seed.ts', 'app-imports-tools'],
      ['apps/express-api/src', '@prisma/client', 'prisma-outside-db'],
      ['apps/express-api/src', 'zod', 'unlisted-dependency'],
      ['packages/live/test', '../../../apps/next-fullstack/src/app.ts', 'app-is-imported'],
      ['workshop', '@gavel/domain', 'workshop-imports-gavel'],
    ].map(([place, from, rule], index) => ({ file: `${place}/planted-${index}.ts`, from, rule }))
    writeWorkspaces()
    write({ 'apps/next-fullstack/src/app.ts': '', 'packages/db/src/seed.ts': '' })
    write(Object.fromEntries(planted.map(({ file, from }) => [file, `import '${from}'\n`])))

    const found = broken()

    for (const { file, rule } of planted) expect(found).toContain(`${file} breaks ${rule}`)
  })

  it('follows `@/`, dynamic imports and type-only imports, and finds circles', () => {
    writeWorkspaces()
    write({
      'apps/next-fullstack/src/a.tsx': "import { b } from '@/b.ts'\nexport const a = () => <p />\n",
      'apps/next-fullstack/src/b.ts': "export const b = () => import('./a.tsx')\n",
      'packages/live/src/c.ts': "import type { D } from './d.ts'\nexport type C = D\n",
      'packages/live/src/d.ts': "import type { C } from './c.ts'\nexport type D = C\n",
    })

    expect(broken()).toEqual([
      'apps/next-fullstack/src/a.tsx breaks circle',
      'packages/live/src/c.ts breaks circle-of-types',
    ])
  })
})

describe('npm run unused', () => {
  it('reports files, exports and dependencies that nothing uses, and unlisted dependencies', () => {
    write({
      'package.json': '{ "workspaces": ["packages/*"], "devDependencies": {} }',
      'packages/domain/package.json':
        '{ "name": "@gavel/domain", "exports": { ".": "./src/index.ts" }, "dependencies": { "zod": "1.0.0" } }',
      'packages/domain/src/index.ts': "import { used } from './lot.ts'\nused('uuid')\n",
      'packages/domain/src/lot.ts':
        "import { v7 } from 'uuid'\nexport const used = v7\nexport const extra = 1\n",
      'packages/domain/src/forgotten.ts': 'export const forgotten = 1\n',
    })

    const found = output('knip', '--no-progress', '--no-config-hints')

    for (const [kind, name] of [
      ['files', 'packages/domain/src/forgotten.ts'],
      ['exports', 'extra'],
      ['dependencies', 'zod'],
    ])
      expect(found).toMatch(new RegExp(`Unused ${kind} \\(1\\)\n${name}`))
    expect(found).toMatch(/Unlisted dependencies \(1\)\nuuid/)
  })
})

describe('npm run lint', () => {
  it('reports a promise that is not awaited, a long function and a clock of the app', () => {
    write({
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "types": [] } }',
      'apps/express-api/src/app.ts': `import { openStoreOn } from '@gavel/db'
export async function long(): Promise<void> {
${'  openStoreOn()\n'.repeat(40)}}
long()
`,
    })

    const found = output('oxlint', '--type-aware', '--format=unix')

    expect(found).toContain('no-floating-promises')
    expect(found).toContain('max-lines-per-function')
    expect(found).toContain("'openStoreOn' import from '@gavel/db' is restricted")
  })
})
