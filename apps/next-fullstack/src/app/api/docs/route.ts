import { docs, PAGE_HEADERS, referencePage } from '@gavel/contracts'
import { stylesheet } from '@gavel/ui/stylesheet'
import { route } from '@/http/route.ts'

export const GET = route(docs, async () => {
  return new Response(referencePage(stylesheet()), { headers: PAGE_HEADERS })
})

export { DELETE, OPTIONS, PATCH, POST, PUT } from '@/http/no-route.ts'
