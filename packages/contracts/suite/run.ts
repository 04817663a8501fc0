import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

// npm run contract -- http://localhost:4000
// Runs the contract suite against any house that answers at that address, whoever wrote it.

const address = process.argv[2] ?? ''
if (!/^https?:\/\//.test(address) || !URL.canParse(address))
  end('Say which house: npm run contract -- http://localhost:4000')
const answer = await fetch(new URL('/api/house', address)).catch(() => null)
if (!answer?.ok) end(`No house answers at ${address}: start it, or give another address.`)

const config = join(import.meta.dirname, 'vitest.config.ts')
const { status } = spawnSync('vitest', ['run', '--config', config, ...process.argv.slice(3)], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
  env: { ...process.env, GAVEL_URL: new URL(address).origin },
})
process.exit(status ?? 1)

function end(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
