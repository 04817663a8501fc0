import { api } from '@gavel/contracts'
import type {} from '@gavel/contracts/suite/given.ts'
import type { TestProject } from 'vitest/node'
import { emptyHouse } from '../database.ts'
import { ALLOWED_ORIGIN, CLOSINGS_SECRET, type Served, startTwin } from '../twins.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The database behind the implementation, for the invariants. The suite itself does not use it. */
    databaseUrl: string
  }
}

/** Starts the app that the project is named after on a database of its own, and stops it at the end. */
export default async function provideApp(project: TestProject): Promise<() => Promise<void>> {
  const database = await emptyHouse()
  const server = await startTwin(project.name as Served, database.url)
  await compileAll(server.baseUrl)
  project.provide('baseUrl', server.baseUrl)
  project.provide('closingsSecret', CLOSINGS_SECRET)
  project.provide('allowedOrigin', ALLOWED_ORIGIN)
  project.provide('databaseUrl', database.url)
  project.provide('start', null)

  return async () => {
    await server.stop()
    await database.drop()
  }
}

/**
 * Sends one request to every path. `next dev` compiles a path at its first request, which stops all
 * other work of the process for a while and would disturb tests that measure time.
 */
async function compileAll(baseUrl: string): Promise<void> {
  const paths = Object.values(api).map(({ path }) => path.replaceAll(/\{\w+\}/g, 'any'))
  for (const path of new Set(['/', '/api', ...paths]))
    await (await fetch(baseUrl + path, { method: 'OPTIONS' })).arrayBuffer()
}
