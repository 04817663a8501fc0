import { openapi, openapiDocument } from '@gavel/contracts'
import { route } from '@/http/route.ts'

export const GET = route(openapi, async () => {
  return Response.json(openapiDocument)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
