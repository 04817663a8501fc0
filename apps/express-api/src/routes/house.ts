import { readHouse } from '@gavel/contracts'
import { gate } from '../http/gate.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'

export const routes = router()

routes.get(path(readHouse), ...gate(readHouse), (_req, res) => {
  res.json(house.readHouse())
})
