import { describe, expect, it } from 'vitest'
import { pairs } from '../pairs/pairs.ts'
import { treeOf } from '../tree.ts'
import { EXPRESS, type Files, found, foundAfterWriting, house, NEXT, spoiled } from './a-house.ts'

const CONTRACT = 'packages/contracts/src/bids.ts'
const flaws = (files: Files) => foundAfterWriting(pairs, files)

/** The house with a second file of Express routes. */
const withRoutes = (text: string): Files => ({
  ...house,
  'apps/express-api/src/routes/more.ts': text,
})

/** The house with one more file in the Next app. */
const withRoute = (folder: string, text: string): Files => ({
  ...house,
  [`apps/next-fullstack/src/app/${folder}/route.ts`]: text,
})

describe('a house whose twins serve the whole contract', () => {
  it('has no flaw', () => {
    expect(flaws(house)).toEqual([])
  })

  it('has a page that names each operation with its places', () => {
    const page = pairs.run(treeOf(house)).pages?.['docs/pairs.md']

    expect(page).toContain(
      '| `placeBid` | `POST /api/lots/{lotId}/bids` | [bids.ts](../packages/contracts/src/bids.ts#L9) | [bids.ts](../packages/domain/src/use-cases/bids.ts#L1) | [routes/bids.ts](../apps/express-api/src/routes/bids.ts#L9) |',
    )
    expect(page).toContain('[bidding](../packages/contracts/story/bidding.story.ts) |')
  })

  it('is told to write that page where it is missing or stale', () => {
    const stale = { ...house, 'docs/pairs.md': '# The pairs\n\nAs they were.\n' }
    const says = 'is not what the code says any more: run npm run check -- --write.'

    expect(found(pairs, house)).toEqual([`docs/pairs.md:1 ${says}`])
    expect(found(pairs, stale)).toEqual([`docs/pairs.md:3 ${says}`])
  })
})

describe('an operation', () => {
  it('needs a twin on Express', () => {
    const files = spoiled(EXPRESS, 'routes.post', 'routes.on')

    expect(flaws(files)).toEqual([`${CONTRACT}:9 has no twin on Express: serve placeBid there.`])
  })

  it('needs a twin on Next', () => {
    const files = spoiled(NEXT, 'route(placeBid', 'other(placeBid')

    expect(flaws(files)).toEqual([
      `${NEXT}:9 exports a POST that is no operation: say route(…) of one, or take it from @/http/no-route.ts.`,
      `${CONTRACT}:9 has no twin on Next: serve placeBid there.`,
    ])
  })

  it('has one twin on each, not two', () => {
    const more = 'routes.post(path(placeBid), ...gate(placeBid), (req, res) => {})\n'

    expect(flaws(withRoutes(more))).toEqual([
      `${CONTRACT}:9 is served 2 times by Express, in ${EXPRESS}:9 and apps/express-api/src/routes/more.ts:1: keep one.`,
    ])
  })

  it('is served by its own method, on both', () => {
    const express = spoiled(EXPRESS, 'routes.post', 'routes.put')
    const next = {
      ...house,
      [NEXT]: (house[NEXT] ?? '').replace('POST =', 'PUT =').replace(', PUT', ', POST'),
    }

    expect(flaws(express)).toEqual([
      `${EXPRESS}:9 serves placeBid as PUT, and its method is POST: name that.`,
    ])
    expect(flaws(next)).toEqual([
      `${NEXT}:9 serves placeBid as PUT, and its method is POST: name that.`,
    ])
  })

  it('stands at its own path on Next', () => {
    const { [NEXT]: text = '', ...rest } = house
    const moved = 'apps/next-fullstack/src/app/api/bids/route.ts'

    expect(flaws({ ...rest, [moved]: text })).toEqual([
      `${moved}:3 stands at /api/bids: move listBids to /api/lots/{lotId}/bids.`,
      `${moved}:9 stands at /api/bids: move placeBid to /api/lots/{lotId}/bids.`,
    ])
  })

  it('is declared and listed', () => {
    const unlisted = spoiled('packages/contracts/src/api.ts', '  placeBid,\n', '')
    const undeclared = spoiled(CONTRACT, "name: 'placeBid'", "name: 'bid'")

    expect(flaws(unlisted)).toEqual([
      `${CONTRACT}:9 declares placeBid, which api.ts does not list: add it there, or take it away.`,
      `${EXPRESS}:9 serves placeBid, which the contract does not have: add it to api.ts, or take it away.`,
      `${NEXT}:9 serves placeBid, which the contract does not have: add it to api.ts, or take it away.`,
    ])
    expect(flaws(undeclared)[0]).toBe(
      "packages/contracts/src/api.ts:5 lists placeBid, which no file declares under that name: declare it as operation({ name: 'placeBid', … }).",
    )
  })

  it('shares its method and path with no other', () => {
    const files = spoiled(CONTRACT, "method: 'POST'", "method: 'GET'")

    expect(flaws(files)[0]).toBe(
      `${CONTRACT}:9 gives placeBid the door of another operation, GET /api/lots/{lotId}/bids: give it one of its own.`,
    )
  })
})

describe('a handler', () => {
  it('is short, on both', () => {
    const padding = 'await one()\n'.repeat(12)

    for (const file of [EXPRESS, NEXT])
      expect(flaws(spoiled(file, 'const input', `${padding}const input`))[0]).toMatch(
        `${file}:3 handles listBids in 17 lines, and 12 are the most`,
      )
  })

  it('is written where it is registered', () => {
    const files = withRoutes('routes.get(path(readLot), ...gate(readLot), serve)\n')

    expect(flaws(files)).toContain(
      'apps/express-api/src/routes/more.ts:1 hands readLot on to something else: write its handler here, as a function.',
    )
  })

  it('reads the input of its own operation, behind its own gate', () => {
    const input = spoiled(NEXT, 'readInput(placeBid', 'readInput(listBids')
    const gate = spoiled(EXPRESS, '...gate(placeBid)', '...gate(listBids)')

    expect(flaws(input)).toEqual([
      `${NEXT}:11 reads the input of another operation: read that of placeBid.`,
    ])
    expect(flaws(gate)).toEqual([
      `${EXPRESS}:9 registers placeBid without its gate: put ...gate(placeBid) before the handler.`,
    ])
  })

  it('asks on Next for whom the contract asks, before it reads what they have sent', () => {
    const says = (guards: string) =>
      `${NEXT}:9 asks for placeBid by ${guards}, and the contract by callerOf, metered, readInput: call these, in this order.`
    const line = '  const bidder = metered(await callerOf(request))\n'
    const nobody = spoiled(NEXT, line, '')
    const uncounted = spoiled(NEXT, 'metered(await callerOf(request))', 'await callerOf(request)')
    const late = spoiled(NEXT, line, '')
    late[NEXT] = (late[NEXT] ?? '').replace('placeBid, request, target)\n', `$&${line}`)

    expect(flaws(nobody)).toEqual([says('readInput')])
    expect(flaws(uncounted)).toEqual([says('callerOf, readInput')])
    expect(flaws(late)).toEqual([says('readInput, callerOf, metered')])
  })

  it('asks on Next for nobody where the contract asks for nobody', () => {
    const files = spoiled(CONTRACT, "  who: 'user',\n  metered: true,\n", '')

    expect(flaws(files)).toEqual([
      `${NEXT}:9 asks for placeBid by callerOf, metered, readInput, and the contract by readInput: call these, in this order.`,
    ])
  })

  it('serves no operation but one', () => {
    const files = withRoutes(
      "import { api } from '@gavel/contracts'\nfor (const each of Object.values(api)) routes.all(each.path, serve)\n",
    )

    expect(flaws(files)).toEqual([
      'apps/express-api/src/routes/more.ts:1 imports the index of all operations, as a shared dispatcher would: name each operation where it is served.',
      'apps/express-api/src/routes/more.ts:2 registers an address that is no operation by name: say path(…) of one, imported from the contract.',
    ])
  })
})

describe('an address of the API that is written by hand', () => {
  it('is no operation, whatever it is registered on', () => {
    const files = withRoutes("const more = router()\nmore.get('/api/lots', (req, res) => {})\n")

    expect(flaws(files)).toEqual([
      'apps/express-api/src/routes/more.ts:2 registers an address that is no operation by name: say path(…) of one, imported from the contract.',
    ])
    expect(flaws(withRoutes("routes.get('/house.css', (req, res) => {})\n"))).toEqual([])
  })
})

describe('a route file of Next', () => {
  const refused = "export { DELETE, GET, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'\n"

  it('exports what Next takes, and nothing else', () => {
    const files = withRoute(
      'api/health',
      `${refused}export const runtime = 'nodejs'\nexport const answer = 1\n`,
    )

    expect(flaws(files)).toEqual([
      'apps/next-fullstack/src/app/api/health/route.ts:3 exports answer, which a route file may not have: move it to src/http.',
    ])
  })

  it('refuses every method that its path does not take', () => {
    const files = spoiled(NEXT, 'OPTIONS, PATCH', 'PATCH')

    expect(flaws(files)).toEqual([
      `${NEXT}:1 has no OPTIONS, so Next answers it in its own words: take it from @/http/no-route.ts.`,
    ])
  })

  it('is a catch-all only for the 404', () => {
    const dispatcher = `export const GET = serveAll\n${refused.replace(' GET,', '')}`

    expect(flaws(withRoute('api/[[...unknown]]', refused))).toEqual([])
    expect(flaws(withRoute('api/[...rest]', dispatcher))).toContain(
      'apps/next-fullstack/src/app/api/[...rest]/route.ts:1 is a catch-all that is not the 404: let it export what is in @/http/no-route.ts and nothing else.',
    )
  })

  it('has about sixty lines, as a file of Express routes has', () => {
    const comment = '// one more\n'.repeat(60)

    expect(flaws(spoiled(NEXT, 'import', `${comment}import`))[0]).toMatch(
      `${NEXT}:61 has 76 lines, and 60 are the most for 2 operations`,
    )
    expect(flaws(spoiled(EXPRESS, 'import', `${comment}import`))[0]).toMatch(
      `${EXPRESS}:61 has 73 lines, and 60 are the most for 2 operations`,
    )
  })
})

describe('a look at the wrong folder', () => {
  it('is a flaw itself', () => {
    const files = { ...house, ...pairs.run(treeOf({})).pages }
    const moved = Object.entries(files).map(([path, text]) => [`old/${path}`, text])

    expect(found(pairs, Object.fromEntries(moved))).toEqual([
      'scripts/check:1 has found no operations to look at, so it guards nothing: say where they are now.',
      'scripts/check:1 has found no Express registrations to look at, so it guards nothing: say where they are now.',
      'scripts/check:1 has found no Next route exports to look at, so it guards nothing: say where they are now.',
      'scripts/check:1 has found no chapters to look at, so it guards nothing: say where they are now.',
      'docs/pairs.md:1 is not what the code says any more: run npm run check -- --write.',
    ])
  })
})
