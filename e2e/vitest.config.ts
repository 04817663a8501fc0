import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Served } from './server.ts'

const chapters = join(import.meta.dirname, '../packages/contracts/story')

/** What the custom server adds to an app that is the same, and what it might break. */
const SERVER = '{rooms/*,door/*,privacy}.story.ts'

/**
 * The contract suite against one twin, which has a database and a port of its own. Suites of one turn
 * run side by side, those of the next when all of these are done.
 */
const suite = (twin: Served, turn: number, include = '**/*.story.ts') => ({
  test: {
    name: twin,
    root: chapters,
    include: [include],
    sequence: { groupOrder: turn },
    globalSetup: [join(import.meta.dirname, 'story/provide.ts')],
    setupFiles: [join(chapters, 'held.ts'), join(import.meta.dirname, 'story/invariants.ts')],
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      suite('express', 0),
      suite('next', 0),
      suite('next-ws', 0, SERVER),
      // A server in development has much to do besides, and chapters look at the clock: one at a time.
      suite('express-dev', 1),
      suite('next-dev', 2),
      suite('next-ws-dev', 3, SERVER),
      {
        test: {
          name: 'together',
          root: import.meta.dirname,
          include: ['together/*.test.ts', 'launch/*.test.ts', 'walk/*.test.ts'],
          setupFiles: [join(import.meta.dirname, 'together/left-open.ts')],
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
