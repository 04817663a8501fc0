import { liveness, readiness } from '@gavel/contracts'
import { Router } from 'express'
import { store } from '../auction-house.ts'
import { operation } from '../middleware/operation.ts'

/** Mounted at /api/health. */
export const health = Router({ caseSensitive: true, strict: true })

health.get('/live', operation(liveness), (_req, res) => {
  res.json({ status: 'ok' })
})

health.get('/ready', operation(readiness), async (_req, res) => {
  await store.ping()

  res.json({ status: 'ok' })
})
