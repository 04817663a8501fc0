import type {} from '@gavel/contracts/suite/given.ts'
import type { TestProject } from 'vitest/node'
import { emptyHouse } from '../database.ts'
import { startOf, type Twin } from '../server.ts'

/** Tells the process tests how to start the app that the project is named after: `process-express`. */
export default async function provideStart(project: TestProject): Promise<() => Promise<void>> {
  const database = await emptyHouse()
  const twin = project.name.replace('process-', '') as Twin
  project.provide('start', { ...startOf(twin), databaseUrl: database.url })
  project.provide('databaseUrl', database.url)
  return () => database.drop()
}
