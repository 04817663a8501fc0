import { defineConfig } from 'vitest/config'

/** The contract suite against a running house: `run.ts` says which. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['**/*.contract.ts'],
    globalSetup: ['provide.ts'],
    setupFiles: ['check-answers.ts'],
    reporters: ['verbose'],
    testTimeout: 60_000,
    maxWorkers: 2,
  },
})
