import { docs, PAGE_HEADERS, referencePage } from '@gavel/contracts'
import { stylesheet } from '@gavel/ui/stylesheet'
import { preflight } from '@/server/cors.ts'
import { handler } from '@/server/handler.ts'

export const GET = handler(
  docs,
  async () => new Response(referencePage(stylesheet()), { headers: PAGE_HEADERS }),
)

export const OPTIONS = preflight(docs)
