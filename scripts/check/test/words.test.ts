import { describe, expect, it } from 'vitest'
import { words } from '../tidy/words.ts'
import { found } from './a-house.ts'

describe('a word that would not last', () => {
  const says = (text: string) => found(words, { 'docs/live.md': `First.\n${text}\n` })

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
    expect(found(words, { 'packages/db/src/utils.ts': '' })).toEqual([
      'packages/db/src/utils.ts:1 is a name for anything: call it by the one noun it is about.',
    ])
    expect(found(words, { 'packages/db/src/lot.service.ts': '' })).toEqual([
      'packages/db/src/lot.service.ts:1 is named for a layer: the folder says that; call it by its noun.',
    ])
  })
})
