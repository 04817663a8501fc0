import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Served, Twin } from './server.ts'

const tests = join(import.meta.dirname, '../packages/contracts/suite')

/** The groups that test a running server; `process` starts servers itself. */
const ALL = '{api,rooms,pages}/*.contract.ts'
/** What the custom server adds to an app that is otherwise the same, and what it might break. */
const SERVER =
  '{rooms/*,pages/*,api/{guards,bodies,authentication,framing,framework-headers,privacy}}.contract.ts'

/**
 * After all others, and one file at a time: for every request of a path with a parameter `next dev`
 * starts a process, and some tests measure time.
 */
const ALONE = { maxWorkers: 1, sequence: { groupOrder: 1 } }

/** The contract suite against one app, which has a database and a port of its own. */
const suite = (twin: Served, include = ALL, how: object = {}) => ({
  test: {
    name: twin,
    root: tests,
    include: [include],
    globalSetup: [join(import.meta.dirname, 'suite/provide.ts')],
    setupFiles: [join(tests, 'check-answers.ts'), join(import.meta.dirname, 'suite/invariants.ts')],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    ...how,
  },
})

/** The group `process` against one app, which its tests start themselves. */
const processSuite = (twin: Twin) => ({
  test: {
    name: `process-${twin}`,
    root: tests,
    include: ['process/*.contract.ts'],
    globalSetup: [join(import.meta.dirname, 'suite/provide-process.ts')],
    setupFiles: [join(tests, 'check-answers.ts'), join(import.meta.dirname, 'suite/invariants.ts')],
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      suite('express'),
      suite('express-dev'),
      suite('next'),
      suite('next-ws', SERVER),
      suite('next-dev', ALL, ALONE),
      suite('next-ws-dev', SERVER, ALONE),
      processSuite('express'),
      processSuite('next'),
      processSuite('next-ws'),
      {
        test: {
          name: 'multi-process',
          root: import.meta.dirname,
          include: [
            'multi-process/*.test.ts',
            'differences/*.test.ts',
            'launch/*.test.ts',
            'tutorial/*.test.ts',
          ],
          setupFiles: [join(import.meta.dirname, 'multi-process/left-open.ts')],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'generated',
          root: import.meta.dirname,
          include: ['generated/*.test.ts'],
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
