import { defineConfig } from 'vitest/config'

// Pure functions leave nothing behind, so the files may share their workers.
export default defineConfig({ test: { include: ['test/**/*.test.ts'], isolate: false } })
