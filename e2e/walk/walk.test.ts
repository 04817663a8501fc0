import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'
import { missing } from './shell.ts'
import { walk } from './walk.ts'

const reason =
  missing.length > 0 ? ` (skipped: this machine has no ${missing.join(' and no ')})` : ''

describe.skipIf(reason !== '').each<Twin>(['express', 'next'])(
  `the walk on %s${reason}`,
  (twin) => {
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
      const answers = await walk(server.baseUrl)

      expect(answers.length).toBeGreaterThan(0)
      for (const { title, commands, told, came } of answers)
        expect(came, `${title}\n${commands}`).toEqual(told)
    })
  },
)
