import { closeDueLots } from '@gavel/contracts'
import { gate } from '../http/gate.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'

export const routes = router()

routes.post(path(closeDueLots), ...gate(closeDueLots), async (_req, res) => {
  const closing = await house.closeDueLots()

  res.json(closing)
})
