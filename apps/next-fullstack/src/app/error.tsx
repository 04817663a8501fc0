'use client'

import { NOTICES } from '@gavel/ui/notices'
import { Notice } from './notice.tsx'

/** Shown where rendering a page has failed. `digest` is the id of the error in the server's log. */
export default function Failed({ error }: { error: Error & { digest?: string } }) {
  return <Notice {...NOTICES[500]} id={error.digest} />
}
