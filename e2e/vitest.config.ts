import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import type { Served } from './server.ts'

const chapters = join(import.meta.dirname, '../packages/contracts/story')

/** The contract suite against one twin, which has a database and a port of its own. */
const suite = (twin: Served, include = '**/*.story.ts') => ({
  test: {
    name: twin,
    root: chapters,
    include: [include],
    globalSetup: [join(import.meta.dirname, `story/provide.ts`)],
    setupFiles: [join(chapters, 'held.ts'), join(import.meta.dirname, 'story/invariants.ts')],
    testTimeout: 60_000,
    hookTimeout: 180_000,
  },
})

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      suite('express'),
      suite('next'),
      // The custom server is the same app but for WebSocket: what it adds, and what it might break.
      suite('next-ws', '{rooms/*,door/*,privacy}.story.ts'),
      suite('express-dev'),
      suite('next-dev'),
      suite('next-ws-dev', '{rooms/*,door/*,privacy}.story.ts'),
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
