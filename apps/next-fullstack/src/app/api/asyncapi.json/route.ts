import { asyncapi, asyncapiDocument } from '@gavel/contracts'
import { route } from '@/http/route.ts'

export const GET = route(asyncapi, async () => {
  return Response.json(asyncapiDocument)
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
