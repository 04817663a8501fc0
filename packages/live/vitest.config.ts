import { defineConfig } from 'vitest/config'

// Pure functions leave nothing behind, so the files may share their workers. The limit is for a test
// that hangs: hashing a password is meant to be slow, and more so on a machine that is busy.
export default defineConfig({
  test: { include: ['test/**/*.test.ts'], isolate: false, testTimeout: 60_000 },
})
