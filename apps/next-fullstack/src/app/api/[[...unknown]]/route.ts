import { domainError } from '@gavel/domain'
import { handler } from '@/server/handler.ts'

// TWIN(paths): Next matches letter case exactly and redirects `/api/lots/` to `/api/lots` (308).
// TWIN(no-route): Next chooses the file by the path and the export by the method. This catch-all
// answers unknown paths; a known path with a method that its file does not export is 405.
const notFound = handler(null, async () => {
  throw domainError('not-found')
})

export { notFound as DELETE, notFound as GET, notFound as PATCH, notFound as POST, notFound as PUT }
