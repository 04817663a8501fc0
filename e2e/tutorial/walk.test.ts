import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, type Served, startTwin } from '../twins.ts'
import { missing } from './shell.ts'
import { walk } from './walk.ts'

const reason =
  missing.length > 0 ? ` (skipped: this machine has no ${missing.join(' and no ')})` : ''

// A reader has just said `npm run dev`: nobody has asked that server for anything, and it compiles each
// path on the way.
const houses: { twin: Served; openFor: number }[] = [
  { twin: 'express', openFor: 6 },
  { twin: 'next', openFor: 6 },
  { twin: 'next-dev', openFor: 30 },
]

describe.skipIf(reason !== '').each(houses)(`the walk on $twin${reason}`, ({ twin, openFor }) => {
  let database: Awaited<ReturnType<typeof emptyHouse>>
  let server: RunningTwin

  beforeAll(async () => {
    database = await emptyHouse()
    server = await startTwin(twin, database.url)
  })

  afterAll(async () => {
    await server.stop()
    await database.drop()
  })

  it('gets the answers that docs/walk.md tells', async () => {
    const answers = await walk(server.baseUrl, openFor)

    expect(answers.length).toBeGreaterThan(0)
    for (const { title, commands, told, came } of answers)
      expect(came, `${title}\n${commands}`).toEqual(told)
  })
})
