import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Served } from './server.ts'

const chapters = join(import.meta.dirname, '../packages/contracts/story')

const ALL = '**/*.story.ts'
/** What the custom server adds to an app that is the same, and what it might break. */
const SERVER = '{rooms/*,door/*,privacy}.story.ts'

/**
 * After all others, and one file at a time: for every request of a path with a parameter `next dev`
 * starts a process, and chapters look at the clock.
 */
const ALONE = { maxWorkers: 1, sequence: { groupOrder: 1 } }

/** The contract suite against one twin, which has a database and a port of its own. */
const suite = (twin: Served, include = ALL, how: object = {}) => ({
  test: {
    name: twin,
    root: chapters,
    include: [include],
    globalSetup: [join(import.meta.dirname, 'story/provide.ts')],
    setupFiles: [join(chapters, 'held.ts'), join(import.meta.dirname, 'story/invariants.ts')],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    ...how,
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
      {
        test: {
          name: 'together',
          root: import.meta.dirname,
          include: [
            'together/*.test.ts',
            'differences/*.test.ts',
            'launch/*.test.ts',
            'walk/*.test.ts',
          ],
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
