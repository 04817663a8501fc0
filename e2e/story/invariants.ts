import type {} from './provide.ts'
import { afterAll, expect, inject } from 'vitest'
import { breachesIn } from '../database.ts'

/** After every chapter the books are checked, whatever it did. */
afterAll(async () => {
  expect(await breachesIn(inject('databaseUrl'))).toEqual([])
})
