import { noticeOf } from '@gavel/ui/notices'
import { unstable_rethrow } from 'next/navigation'
import { connection } from 'next/server'
import type { ReactNode } from 'react'
import { Notice } from '../app/notice.tsx'
import { exchange } from './line.ts'
import { told } from './problem.ts'

/**
 * Makes a page of a function that reads what the page shows.
 * TWIN(failed-page): a component of Next has no response; whatever it throws is 500 with an empty body,
 * which scripts fill from `error.tsx`. So what fails here is told by the response that Node has for the
 * request, and its notice is rendered like any page.
 */
export const page = (render: () => Promise<ReactNode>) => async (): Promise<ReactNode> => {
  await connection() // else the build would render it, once and for all
  try {
    return await render()
  } catch (error) {
    unstable_rethrow(error) // what is thrown for Next itself, such as a redirect
    return failed(error)
  }
}

function failed(error: unknown): ReactNode {
  const { line, response } = exchange() ?? {}
  // A page asks nobody who they are, so there is no session that it could say has ended.
  const { status, headers } = told(error, {}, line?.requestId)
  const notice = noticeOf(status)
  if (!notice || !response || response.headersSent) throw error
  const { 'Retry-After': later } = headers
  response.statusCode = status
  if (later) response.setHeader('Retry-After', later)
  return (
    <>
      <meta name="robots" content="noindex" />
      <Notice {...notice} />
    </>
  )
}
