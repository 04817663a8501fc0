import { describe, expect, it } from 'vitest'
import { documents } from '../tidy/documents.ts'
import { pins } from '../tidy/pins.ts'
import { type Files, found } from './a-house.ts'

const house: Files = {
  'package.json': '{ "scripts": { "db:reset": "node reset.ts" } }',
  'README.md': `# Gavel
Read [the routes](apps/next/[lotId]/route.ts#L2), [a record](docs/one.md#the-second-part),
[the folder](docs) and [the web](https://example.org/none).
Then run \`npm run db:reset\`.
`,
  'docs/one.md':
    '# One\n\n## The `second` part\n\nBack to [the top](#one), or [up](../README.md).\n',
  'apps/next/[lotId]/route.ts': 'one()\ntwo()\n',
}
const flaws = (text: string): string[] => found(documents, { ...house, 'docs/two.md': text })

describe('documents whose links lead somewhere', () => {
  it('have no flaw', () => {
    expect(found(documents, house)).toEqual([])
  })
})

describe('a link', () => {
  it('leads to a file that is there', () => {
    expect(flaws('See [it](../apps/gone.ts).')).toEqual([
      'docs/two.md:1 links to ../apps/gone.ts, which is not there: name where it is now.',
    ])
  })

  it('leads to a heading or a line that is there', () => {
    const says = 'and that file has no such place: name where it is now.'

    expect(flaws('See\n[it](one.md#third-part).')).toEqual([
      `docs/two.md:2 links to one.md#third-part, ${says}`,
    ])
    expect(flaws('See [it](<../apps/next/[lotId]/route.ts#L2>).')).toEqual([])
    expect(flaws('See [it](../apps/next/[lotId]/route.ts#L3).')).toEqual([
      `docs/two.md:1 links to ../apps/next/[lotId]/route.ts#L3, ${says}`,
    ])
  })

  it('is none where it stands in code', () => {
    expect(flaws('`[a](b.md)`\n\n```md\n[a](b.md)\n```\n')).toEqual([])
  })
})

describe('a command', () => {
  it('is one that package.json has, in whatever file it is named', () => {
    const files = { ...house, 'scripts/seed.ts': `say('npm run ${'db:fill'} first')\n` }

    expect(found(documents, files)).toEqual([
      `scripts/seed.ts:1 names npm run ${'db:fill'}, which package.json does not have: name one that is there.`,
    ])
  })
})

describe('dependencies', () => {
  const lock = {
    'package-lock.json': '{ "packages": { "node_modules/ws": { "version": "8.0.0" } } }',
  }
  const pinned = { ...lock, 'package.json': '{ "dependencies": { "ws": "8.0.0" } }' }

  it('have no flaw where each is pinned', () => {
    expect(found(pins, pinned)).toEqual([])
  })

  it('are pinned exactly', () => {
    const loose = {
      ...pinned,
      'apps/next/package.json': '{\n  "devDependencies": { "ws": "^8.0.0" } }',
    }

    expect(found(pins, loose)).toEqual([
      'apps/next/package.json:2 takes ws at ^8.0.0: pin one version exactly.',
    ])
  })

  it('are locked without the address they came from', () => {
    const text = '{\n  "resolved": "https://example.org/ws.tgz" }'

    expect(found(pins, { ...pinned, 'package-lock.json': text })).toEqual([
      'package-lock.json:2 holds the address a package came from: install with the .npmrc of this repository.',
    ])
  })
})

describe('a look at the wrong folder', () => {
  it('is a flaw itself', () => {
    for (const check of [documents, pins])
      expect(found(check, {})[0]).toMatch(/^scripts\/check:1 has found no .+ to look at/)
  })
})
