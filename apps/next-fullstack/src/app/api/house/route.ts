import { readHouse } from '@gavel/contracts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(readHouse, async () => {
  return Response.json(house().readHouse())
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
