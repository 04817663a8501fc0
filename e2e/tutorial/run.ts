import assert from 'node:assert/strict'
import { missing } from './shell.ts'
import { walk } from './walk.ts'

// npm run tutorial -- http://localhost:4000
// Takes the walk of docs/walk.md against a running house. With the usual soft close of 120 seconds
// it takes two minutes, for the bids move the close.

/** Seconds that the lot is open: enough also where `next dev` compiles each path on the way. */
const OPEN_FOR = 30

const address = process.argv[2] ?? ''
if (!/^https?:\/\//.test(address) || !URL.canParse(address))
  end('Say which house: npm run tutorial -- http://localhost:4000')
if (missing.length > 0) end(`The walk needs bash and curl: install ${missing.join(' and ')}.`)
const house = await fetch(new URL('/api/house', address)).catch(() => null)
if (!house?.ok) end(`No house answers at ${address}: start it, or give another address.`)

for (const { title, commands, told, came } of await walk(new URL(address).origin, OPEN_FOR)) {
  try {
    assert.deepEqual(came, told)
    console.log(`as told    ${title}: ${told.status}`)
  } catch (error) {
    console.log(`otherwise  ${title}\n${commands}${(error as Error).message}`)
    process.exitCode = 1
  }
}

function end(sentence: string): never {
  console.error(sentence)
  process.exit(1)
}
