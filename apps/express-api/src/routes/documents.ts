import { asyncapi, asyncapiDocument } from '@gavel/contracts'
import { gate } from '../http/gate.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'

export const routes = router()

routes.get(path(asyncapi), ...gate(asyncapi), (_req, res) => {
  res.json(asyncapiDocument)
})
