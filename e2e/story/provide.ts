import { api } from '@gavel/contracts'
import type {} from '@gavel/contracts/story/given.ts'
import type { TestProject } from 'vitest/node'
import { emptyHouse } from '../database.ts'
import { ALLOWED_ORIGIN, CLOSINGS_SECRET, type Served, startTwin } from '../twins.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database behind the house; the suite itself never asks for it. */
    databaseUrl: string
  }
}

/**
 * Opens a house for all chapters, on the twin that the project has its name from, and closes it after
 * them.
 */
export default async function provideHouse(project: TestProject): Promise<() => Promise<void>> {
  const database = await emptyHouse()
  const server = await startTwin(project.name as Served, database.url)
  await knockEverywhere(server.baseUrl)
  project.provide('baseUrl', server.baseUrl)
  project.provide('closingsSecret', CLOSINGS_SECRET)
  project.provide('allowedOrigin', ALLOWED_ORIGIN)
  project.provide('databaseUrl', database.url)

  return async () => {
    await server.stop()
    await database.drop()
  }
}

/**
 * Asks once for whatever there is. `next dev` compiles a path when somebody first asks for it, and that
 * stops all else in its process for a while: chapters that look at a clock would measure it, and those
 * that do not may be told that the database is out of reach.
 */
async function knockEverywhere(baseUrl: string): Promise<void> {
  const paths = Object.values(api).map(({ path }) => path.replaceAll(/\{\w+\}/g, 'any'))
  for (const path of new Set(['/', '/api', ...paths]))
    await (await fetch(baseUrl + path, { method: 'OPTIONS' })).arrayBuffer()
}
