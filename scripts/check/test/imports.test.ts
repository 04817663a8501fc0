import { describe, expect, it } from 'vitest'
import { imports } from '../imports/imports.ts'
import { type Files, found } from './a-house.ts'

/** Packages that list one another, as ours do. */
const listed: Files = {
  'package.json': '{ "devDependencies": { "vitest": "1.0.0" } }',
  'apps/express-api/package.json':
    '{ "dependencies": { "express": "1.0.0", "@gavel/db": "1.0.0", "@gavel/domain": "1.0.0" } }',
  'packages/db/package.json':
    '{ "dependencies": { "pg": "1.0.0", "@gavel/domain": "1.0.0", "express": "1.0.0" }, "devDependencies": { "fast-check": "1.0.0" } }',
  'packages/domain/package.json': '{ "name": "@gavel/domain" }',
  'packages/live/package.json': '{ "dependencies": { "@gavel/db": "1.0.0", "pg": "1.0.0" } }',
  'packages/ui/package.json': '{ "dependencies": { "@gavel/domain": "1.0.0" } }',
}

const APP = 'apps/express-api/src/house.ts'
const DB = 'packages/db/src/store.ts'
const RULE = 'packages/domain/src/rules/schedule.ts'
const LIVE = 'packages/live/src/live.ts'

const house: Files = {
  ...listed,
  [APP]: `import { openStore } from '@gavel/db'
import express from 'express'
import { log } from './log.ts'
`,
  [DB]: `import type { Ports } from '@gavel/domain'
import { Pool } from 'pg'
import { join } from 'node:path'
`,
  'packages/db/test/store.test.ts':
    "import { fc } from 'fast-check'\nimport { it } from 'vitest'\n",
  'packages/domain/src/secrets.ts': "import { randomBytes } from 'node:crypto'\n",
  [RULE]: "import type { Lot } from '../lot.ts'\n",
  'packages/ui/src/format.ts': "import type { Money } from '@gavel/domain'\n",
}

/** What is found where a file of the house has this text instead. */
const flaws = (file: string, text: string): string[] => found(imports, { ...house, [file]: text })

describe('a house whose imports point one way', () => {
  it('has no flaw', () => {
    expect(found(imports, house)).toEqual([])
  })
})

describe('an import against the direction', () => {
  it('is one of packages/db by packages/live', () => {
    expect(flaws(LIVE, "import { openStore } from '@gavel/db'\n")).toEqual([
      `${LIVE}:1 imports @gavel/db, and packages/live may import only @gavel/domain, @gavel/contracts: turn the direction round.`,
    ])
  })

  it('is any by packages/domain', () => {
    const says = 'and packages/domain/src may import nothing of ours: turn the direction round.'

    expect(flaws('packages/domain/src/lot.ts', "export * from '@gavel/contracts'\n")).toEqual([
      `packages/domain/src/lot.ts:1 imports @gavel/contracts, ${says}`,
    ])
  })

  it('is one of the seed by an app, in any spelling', () => {
    for (const text of [
      "import { seed } from '@gavel/db/seed'",
      "const { seed } = await import('@gavel/db/seed')",
      "type Seed = import('@gavel/db/seed').Seed",
      "export { seed } from '@gavel/db/seed'",
      "const seed = import.meta.resolve('@gavel/db/seed')",
    ])
      expect(flaws(APP, text)[0]).toMatch(`${APP}:1 imports @gavel/db/seed, and apps/express-api`)
  })

  it('is one of an app by anybody', () => {
    const twin = "import { house } from '../../next-fullstack/src/house.ts'\n"
    const byName = "import { house } from '@gavel/express-api'\n"

    expect(flaws(APP, twin)).toEqual([
      `${APP}:1 imports an app: what two need belongs in a package.`,
    ])
    expect(flaws('e2e/twins.ts', byName)[0]).toMatch('e2e/twins.ts:1 imports @gavel/express-api')
  })

  it('is one of a use case or a port by a rule', () => {
    const says = 'which packages/domain/src/rules may not know: take what it needs as an argument.'

    expect(flaws(RULE, "import { placeBid } from '../use-cases/bids.ts'\n")).toEqual([
      `${RULE}:1 imports packages/domain/src/use-cases/, ${says}`,
    ])
    expect(flaws(RULE, "import type { Ports } from '../ports.ts'\n")).toEqual([
      `${RULE}:1 imports packages/domain/src/ports.ts, ${says}`,
    ])
  })

  it('is one of more than types by packages/ui', () => {
    expect(
      flaws('packages/ui/src/format.ts', "import { CURRENCY } from '@gavel/domain'\n"),
    ).toEqual([
      'packages/ui/src/format.ts:1 imports more than types of @gavel/domain: say import type.',
    ])
  })

  it('is one of the house by the story, which asks over HTTP', () => {
    const chapter = 'packages/contracts/story/bidding.story.ts'

    expect(flaws(chapter, "import { testDatabase } from '@gavel/db/launch'\n")).toEqual([
      `${chapter}:1 imports @gavel/db/launch, and packages/contracts may import only @gavel/domain: turn the direction round.`,
    ])
  })

  it('is one of Node by the domain, but for crypto in one file', () => {
    const lot = 'packages/domain/src/lot.ts'

    expect(flaws(lot, "import { randomBytes } from 'node:crypto'\n")).toEqual([
      `${lot}:1 imports node:crypto, and packages/domain/src does without: leave that to whoever calls it.`,
    ])
  })
})

describe('an import round a door', () => {
  it('is one of a file of another package', () => {
    expect(flaws(DB, "import { money } from '../../domain/src/money.ts'\n")).toEqual([
      `${DB}:1 imports ../../domain/src/money.ts, a file of packages/domain, round its door: import what the package exports.`,
    ])
  })

  it('is let pass in a test, which may break what is inside', () => {
    const test = 'packages/db/test/broken.test.ts'

    expect(flaws(test, "import { money } from '../../domain/src/money.ts'\n")).toEqual([])
  })
})

describe('an import of what others made', () => {
  it('is listed in the package.json', () => {
    const zod = "import { z } from 'zod/v4'\n"

    expect(flaws(APP, zod)).toEqual([
      `${APP}:1 imports zod, which its package.json does not list: add it to the dependencies.`,
    ])
    expect(flaws('packages/db/test/a.test.ts', zod)).toEqual([
      'packages/db/test/a.test.ts:1 imports zod, which its package.json does not list: add it to the dependencies or devDependencies.',
    ])
  })

  it('is no development tool in what runs', () => {
    expect(flaws(DB, "import { fc } from 'fast-check'\n")).toEqual([
      `${DB}:1 imports fast-check, which its package.json does not list: add it to the dependencies.`,
    ])
    expect(flaws(DB, "import type { Arbitrary } from 'fast-check'\n")).toEqual([])
  })

  it('is PostgreSQL in packages/db alone, and a framework in no package, listed or not', () => {
    expect(flaws(LIVE, "import { Pool } from 'pg'\n")).toEqual([
      `${LIVE}:1 imports pg, and only packages/db touches PostgreSQL: ask its store.`,
    ])
    expect(flaws(DB, "import type { Request } from 'express'\n")).toEqual([
      `${DB}:1 imports express, and a package knows no framework: leave this to the apps, and take plain values.`,
    ])
  })
})

describe('shared code', () => {
  it('does not speak of what a framework hands to a route', () => {
    const text =
      'export const read = (req: Asked) => req\ntype Handler = (asked: NextRequest) => void\n'

    expect(flaws(LIVE, text)).toEqual([
      `${LIVE}:1 speaks of req, which only an app has: take the plain values that are needed.`,
      `${LIVE}:2 speaks of NextRequest, which only an app has: take the plain values that are needed.`,
    ])
  })
})

describe('an app with a clock of its own', () => {
  it('is refused, however it comes by one', () => {
    expect(flaws(APP, "import { openStoreOn } from '@gavel/db'\n")).toEqual([
      `${APP}:1 imports openStoreOn: open the store with openStore.`,
    ])
    expect(flaws(APP, `${house[APP]}createAuctionHouse({ ...store, clock })\n`)).toEqual([
      `${APP}:4 hands over a clock: the house's is that of its database.`,
    ])
    expect(
      flaws(
        'packages/db/src/index.ts',
        "export * as t from './t.ts'\nexport { steppedClock } from './stepped-clock.ts'\n",
      ),
    ).toEqual([
      "packages/db/src/index.ts:2 gives steppedClock to everybody: apps have no clock but the database's.",
    ])
  })
})

describe('a folder of which nobody has said what it may import', () => {
  it('is a flaw, as is a look at the wrong folder', () => {
    expect(flaws('packages/mail/src/send.ts', "import { join } from 'node:path'\n")).toEqual([
      'packages/mail/src/send.ts:1 is in a folder of which nobody has said what it may import: say so in scripts/check/imports/directions.ts.',
    ])
    expect(found(imports, {})).toEqual([
      'scripts/check:1 has found no imports in apps to look at, so it guards nothing: say where they are now.',
      'scripts/check:1 has found no imports in packages to look at, so it guards nothing: say where they are now.',
    ])
  })
})
