import { describe, expect, it } from 'vitest'
import { AGREED, twins } from '../twins/twins.ts'
import { treeOf } from '../tree.ts'
import { type Files, found, foundAfterWriting } from './a-house.ts'

const EXPRESS = 'apps/express-api/src/http/body.ts'
const NEXT = 'apps/next-fullstack/src/http/body.ts'
const EXCEPTIONS = 'e2e/together/exceptions.ts'

const exception = `{
    case: 'a doubled slash',
    twin: 'next',
    otherwise: '404 not-found',
    instead: '308',
    reason:
      'Next looks for it first, ' +
      'and reads no setting.',
  }`

const withExceptions = (count: number): string =>
  `export const EXCEPTIONS: Exception[] = [\n  ${Array(count).fill(exception).join(',\n  ')},\n]\n`

const house: Files = {
  [EXPRESS]: `/**
 * Puts the bytes in place.
 * TWIN(body): Express reads the body first,
 * as a link of the chain.
 * @throws RequestError
 */
export const bytes = 1
`,
  [NEXT]: `// TWIN(body): Next has no parser. So the handler
// reads the stream.

// Something else.
export const bytes = 1
`,
  [EXCEPTIONS]: withExceptions(AGREED),
}
const flaws = (files: Files) => foundAfterWriting(twins, files)

describe('twins that both say where they part', () => {
  it('have no flaw', () => {
    expect(flaws(house)).toEqual([])
  })

  it('have a page with what they say side by side, and their exceptions counted', () => {
    const page = twins.run(treeOf(house)).pages?.['docs/differences.md']

    expect(page).toContain(
      '| `body` | Express reads the body first, as a link of the chain. [http/body.ts](../apps/express-api/src/http/body.ts#L3) | Next has no parser. So the handler reads the stream. [http/body.ts](../apps/next-fullstack/src/http/body.ts#L1) |',
    )
    expect(page).toContain(`## ${AGREED} named exceptions`)
    expect(page).toContain('Next looks for it first, and reads no setting.')
  })

  it('are told to write that page where it is stale', () => {
    expect(found(twins, { ...house, 'docs/differences.md': 'Old\n' })).toEqual([
      'docs/differences.md:1 is not what the code says any more: run npm run check -- --write.',
    ])
  })
})

describe('a mark', () => {
  const marked = (text: string): Files => ({ ...house, [NEXT]: text })

  it('is in both twins', () => {
    expect(flaws(marked('// Nothing.\n'))).toEqual([
      `${EXPRESS}:3 says TWIN(body) alone: say in apps/next-fullstack/ what is done there.`,
    ])
    expect(flaws(marked(`${house[NEXT]}// TWIN(paths): Next takes a slash.\n`))).toEqual([
      `${NEXT}:6 says TWIN(paths) alone: say in apps/express-api/ what is done there.`,
    ])
  })

  it('ends where the next one begins', () => {
    const two = '// TWIN(body): Next reads it.\n// TWIN(paths): Next takes a slash.\n'

    expect(flaws(marked(two))).toEqual([
      `${NEXT}:2 says TWIN(paths) alone: say in apps/express-api/ what is done there.`,
    ])
  })

  it('says one or two sentences', () => {
    expect(flaws(marked('// TWIN(body)\n'))).toEqual([
      `${NEXT}:1 says TWIN(body) in 0 sentences: say it in one or two.`,
    ])
    expect(flaws(marked('// TWIN(body): One. Two `a.b`. Three.\n'))).toEqual([
      `${NEXT}:1 says TWIN(body) in 3 sentences: say it in one or two.`,
    ])
  })

  it('has a plain name, and stands in the apps', () => {
    const shared = { ...house, 'packages/live/src/tail.ts': '// TWIN(body): Both do this.\n' }

    expect(flaws(marked(`${house[NEXT]}// TWIN(The body): So.\n`))).toContain(
      `${NEXT}:6 marks TWIN(The body): name it in small letters and dashes.`,
    )
    expect(flaws(shared)).toEqual([
      'packages/live/src/tail.ts:1 marks TWIN(body) outside the twins: say it in the files of the apps.',
    ])
  })
})

describe('the named exceptions', () => {
  it('grow in number only where somebody agrees', () => {
    expect(flaws({ ...house, [EXCEPTIONS]: withExceptions(AGREED + 1) })).toEqual([
      `${EXCEPTIONS}:1 names ${AGREED + 1} exceptions, and ${AGREED} are agreed: make the twins answer alike, or change AGREED in scripts/check/twins/twins.ts and say why.`,
    ])
  })

  it('have a reason each', () => {
    const silent = withExceptions(AGREED).replace(/reason:[^}]*/, '')

    expect(flaws({ ...house, [EXCEPTIONS]: silent })).toEqual([
      `${EXCEPTIONS}:2 leaves out a case, a twin, an answer or a reason: write each as a plain text.`,
    ])
  })
})

describe('a look at the wrong folder', () => {
  it('is a flaw itself', () => {
    expect(foundAfterWriting(twins, {})).toEqual([
      'scripts/check:1 has found no differences to look at, so it guards nothing: say where they are now.',
      'scripts/check:1 has found no TWIN comments to look at, so it guards nothing: say where they are now.',
      'scripts/check:1 has found no named exceptions to look at, so it guards nothing: say where they are now.',
      `${EXCEPTIONS}:1 names 0 exceptions, and ${AGREED} are agreed: make the twins answer alike, or change AGREED in scripts/check/twins/twins.ts and say why.`,
    ])
  })
})
