import { describe, expect, it } from 'vitest'
import { dead } from '../tidy/dead.ts'
import { lengths } from '../tidy/lengths.ts'
import { skips } from '../tidy/skips.ts'
import { words } from '../tidy/words.ts'
import { type Files, found } from './a-house.ts'

const ENTRY = 'packages/db/test/lots.test.ts'
const LOTS = 'packages/db/src/lots.ts'

const house: Files = {
  'packages/db/package.json': '{ "exports": { ".": "./src/index.ts" } }',
  'packages/db/src/index.ts': "export { lotsIn } from './lots.ts'\n",
  [LOTS]: "import { bids } from './bids.ts'\nexport const lotsIn = () => bids\n",
  'packages/db/src/bids.ts': 'export const bids = 1\nexport type Bid = number\n',
  [ENTRY]: `import { lotsIn } from '@gavel/db'
describe('a lot', () => {
  it('is there', () => { expect(lotsIn()).toBe(1) })
})
`,
}
const withFile = (file: string, text: string): Files => ({ ...house, [file]: text })

describe('a tidy house', () => {
  it('has no flaw', () => {
    for (const check of [dead, lengths, skips, words]) expect(found(check, house)).toEqual([])
  })
})

describe('what nobody reaches', () => {
  it('is a file that no entry leads to, also where another such file imports it', () => {
    const island = {
      ...withFile('packages/db/src/a.ts', "import { b } from './b.ts'\nexport const a = b\n"),
      'packages/db/src/b.ts': "import { a } from './a.ts'\nexport const b = () => a\n",
    }

    expect(found(dead, island)).toEqual([
      'packages/db/src/a.ts:1 is reached from no entry point: import it somewhere, or take it away.',
      'packages/db/src/b.ts:1 is reached from no entry point: import it somewhere, or take it away.',
    ])
  })

  it('is an export that nobody takes; a type may stand in a signature', () => {
    const text = `${house[LOTS]}export const forgotten = 1\n`

    expect(found(dead, withFile(LOTS, text))).toEqual([
      `${LOTS}:3 exports forgotten, which nobody takes: keep it to the file, or take it away.`,
    ])
  })

  it('is an export that a door passes on to nobody', () => {
    const files = {
      ...withFile('packages/db/src/ids.ts', 'export const newId = () => 1\n'),
      'packages/db/src/index.ts': `${house['packages/db/src/index.ts']}export { newId } from './ids.ts'\n`,
    }

    expect(found(dead, files)).toEqual([
      'packages/db/src/ids.ts:1 exports newId, which nobody takes: keep it to the file, or take it away.',
    ])
  })

  it('is not what a route passes on to its framework', () => {
    const files = {
      ...withFile('apps/next/src/app/api/route.ts', "export { GET } from '../../refused.ts'\n"),
      'apps/next/src/refused.ts': 'export const GET = () => 1\n',
    }

    expect(found(dead, files)).toEqual([])
  })

  it('is not a file that another one runs by its name', () => {
    const files = {
      ...withFile(ENTRY, `${house[ENTRY]}run(process.execPath, ['launch/guard.ts'])\n`),
      'packages/db/src/launch/guard.ts': 'guard()\n',
    }

    expect(found(dead, files)).toEqual([])
  })

  it('is not what a package.json runs, or what is taken by way of a whole module', () => {
    const files = {
      ...withFile('package.json', '{ "scripts": { "go": "node scripts/go.ts" } }'),
      'scripts/go.ts': "const { walk } = await import('./walk.ts')\nwalk()\n",
      'scripts/walk.ts': 'export function walk() {}\n',
    }

    expect(found(dead, files)).toEqual([])
  })
})

describe('what is too long', () => {
  it('is a file of more than 200 lines, and a test of more than 300', () => {
    const line = 'one()\n'
    const short = 'const short = () => 1\n'

    expect(found(lengths, withFile(LOTS, short + line.repeat(200)))).toEqual([
      `${LOTS}:201 has 201 lines, and 200 are the most: give what has a name of its own a file of its own.`,
    ])
    expect(found(lengths, withFile(ENTRY, line.repeat(300)))).toEqual([])
    expect(found(lengths, withFile(ENTRY, line.repeat(301)))).toEqual([
      `${ENTRY}:301 has 301 lines, and 300 are the most: give what has a name of its own a file of its own.`,
    ])
  })

  it('is a function of more than 40 lines, without those of functions and texts in it', () => {
    const long = `function long() {\n${'one()\n'.repeat(39)}}\n`
    const sql = `function query() {\n  return \`${'select\n'.repeat(50)}\`\n}\n`
    const object = `function store() {\n  return {\n    read() {\n${'one()\n'.repeat(38)}    },\n  }\n}\n`

    expect(found(lengths, withFile(LOTS, long))).toEqual([
      `${LOTS}:1 is a function of 41 lines, and 40 are the most: give its parts names.`,
    ])
    expect(found(lengths, withFile(LOTS, sql))).toEqual([])
    expect(found(lengths, withFile(LOTS, object))).toEqual([])
  })
})

describe('a test that is not run', () => {
  const says = (line: string) => found(skips, withFile(ENTRY, `${house[ENTRY]}${line}\n`))

  it('is one beside a test that runs alone', () => {
    expect(says("it.only('is alone', () => {})")).toEqual([
      `${ENTRY}:5 runs alone, so no other test does: take .only away.`,
    ])
  })

  it('is one that is skipped without a reason in its title', () => {
    const silent = `${ENTRY}:5 is skipped without a word: say in its title (skipped: …), and why.`

    expect(says("it.skip('is away', () => {})")).toEqual([silent])
    expect(says("describe.skipIf(!isLinux)('a process', () => {})")).toEqual([silent])
    expect(says("it.skip('is away (skipped: no socket)', () => {})")).toEqual([])
    expect(
      says("const why = no ? ' (skipped: no socket)' : ''\nit.skipIf(no)(`is${why}`, go)"),
    ).toEqual([])
  })

  it('is one that is not written', () => {
    expect(says("it.todo('comes later')")).toEqual([
      `${ENTRY}:5 is a test that is not written: write it.`,
    ])
  })
})

describe('a word that would not last', () => {
  const says = (text: string) => found(words, withFile('docs/live.md', `First.\n${text}\n`))

  it('is a note to do something later', () => {
    const note = ['TO', 'DO'].join('')

    expect(says(`${note}: more`)).toEqual([
      `docs/live.md:2 holds ${note}, which is left over: do it, or write a decision record that says why not.`,
    ])
  })

  it('is a path of one machine, or the host of a registry', () => {
    const path = ['', 'home', 'ada', 'gavel'].join('/')
    const host = ['registry', 'example', 'org'].join('.')

    expect(says(path)).toEqual([
      `docs/live.md:2 holds ${['', 'home', 'ada'].join('/')}, which is a path of one machine: say it from the root of the checkout.`,
    ])
    expect(says(`https://${host}/x`)).toEqual([
      `docs/live.md:2 holds ${['registry', 'example', 'org'].join('.')}, which is the host of a registry: everybody has their own.`,
    ])
    expect(says('`/var/tmp` and /api/home/lots')).toEqual([])
  })

  it('is a name for anything, or for a layer', () => {
    expect(found(words, withFile('packages/db/src/utils.ts', ''))).toEqual([
      'packages/db/src/utils.ts:1 is a name for anything: call it by the one noun it is about.',
    ])
    expect(found(words, withFile('packages/db/src/lot.service.ts', ''))).toEqual([
      'packages/db/src/lot.service.ts:1 is named for a layer: the folder says that; call it by its noun.',
    ])
  })
})

describe('a look at the wrong folder', () => {
  it('is a flaw itself', () => {
    for (const check of [dead, lengths, skips, words])
      expect(found(check, {})[0]).toMatch(/^scripts\/check:1 has found no .+ to look at/)
  })
})
