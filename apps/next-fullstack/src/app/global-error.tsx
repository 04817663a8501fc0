'use client'

import '@gavel/ui/house.css'
import { NOTICES } from '@gavel/ui/notices'
import { Notice } from './notice.tsx'

/** The same where the layout itself has failed, and so is not around it. */
export default function AllFailed() {
  return (
    <html lang="en">
      <body>
        <title>{NOTICES[500].title}</title>
        <Notice {...NOTICES[500]} />
      </body>
    </html>
  )
}
