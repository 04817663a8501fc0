import type {} from '@gavel/contracts/story/given.ts'
import type { TestProject } from 'vitest/node'
import { emptyHouse } from '../database.ts'
import { ALLOWED_ORIGIN, CLOSINGS_SECRET, startTwin, type Twin } from '../twins.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database behind the house; the suite itself never asks for it. */
    databaseUrl: string
  }
}

/** Opens a house on one twin for all chapters of the suite, and closes it after them. */
export const provideHouse = (twin: Twin) => async (project: TestProject) => {
  const database = await emptyHouse()
  const server = await startTwin(twin, database.url)
  project.provide('baseUrl', server.baseUrl)
  project.provide('closingsSecret', CLOSINGS_SECRET)
  project.provide('allowedOrigin', ALLOWED_ORIGIN)
  project.provide('databaseUrl', database.url)

  return async () => {
    await server.stop()
    await database.drop()
  }
}
