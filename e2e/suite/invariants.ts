import type {} from './provide.ts'
import { afterAll, expect, inject } from 'vitest'
import { breachesIn } from '../database.ts'

/** Checks the invariants of the database after every file. */
afterAll(async () => {
  expect(await breachesIn(inject('databaseUrl'))).toEqual([])
})
