'use client'

import '@gavel/ui/house.css'
import { NOTICES } from '@gavel/ui/notices'
import { Notice } from './notice.tsx'

/** The same where the layout itself has failed. */
export default function LayoutFailed({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>{NOTICES[500].title}</title>
        <Notice {...NOTICES[500]} id={error.digest} />
      </body>
    </html>
  )
}
