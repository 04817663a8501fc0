import { readHouse } from '@gavel/contracts'
import { gate } from '../http/gate.ts'
import { path } from '../http/path.ts'
import { routes } from '../http/routes.ts'
import { house } from '../house.ts'

export const houses = routes()

houses.get(path(readHouse), ...gate(readHouse), (_req, res) => {
  res.json(house.readHouse())
})
