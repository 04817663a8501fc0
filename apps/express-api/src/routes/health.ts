import { liveness, readiness } from '@gavel/contracts'
import { gate } from '../http/gate.ts'
import { path } from '../http/path.ts'
import { routes } from '../http/routes.ts'
import { store } from '../house.ts'

export const health = routes()

health.get(path(liveness), ...gate(liveness), (_req, res) => {
  res.json({ status: 'ok' })
})

health.get(path(readiness), ...gate(readiness), async (_req, res) => {
  await store.ping()

  res.json({ status: 'ok' })
})
