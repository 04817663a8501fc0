import { readHouse } from '@gavel/contracts'
import { readInput } from '@/http/input.ts'
import { route } from '@/http/route.ts'
import { house } from '@/house.ts'

export const GET = route(readHouse, async (request, context) => {
  await readInput(readHouse, request, context)

  return Response.json(house().readHouse())
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/refused.ts'
