import { liveness, readiness } from '@gavel/contracts'
import { gate } from '../http/gate.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { store } from '../house.ts'

export const routes = router()

routes.get(path(liveness), ...gate(liveness), (_req, res) => {
  res.json({ status: 'ok' })
})

routes.get(path(readiness), ...gate(readiness), async (_req, res) => {
  await store.ping()

  res.json({ status: 'ok' })
})
