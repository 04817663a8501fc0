import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Writes the Prisma client of @gavel/db. The Prisma CLI downloads its schema engine before any
// command, also before `generate`, which has no use for it. A path of our own keeps it from that.

const home = fileURLToPath(new URL('../packages/db/', import.meta.url))
const prisma = dirname(createRequire(join(home, 'package.json')).resolve('prisma/package.json'))
const { status } = spawnSync(
  process.execPath,
  [join(prisma, 'build/index.js'), 'generate', '--no-hints'],
  {
    cwd: home,
    stdio: 'inherit',
    env: {
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, // any file that exists; it is never run
      CHECKPOINT_DISABLE: '1', // no telemetry
      PRISMA_HIDE_UPDATE_MESSAGE: '1',
      ...process.env,
    },
  },
)
process.exitCode = status ?? 1
