'use client'

import { NOTICES } from '@gavel/ui/notices'
import { Notice } from './notice.tsx'

/**
 * What a browser shows where a part of a page fails that `page` does not see. It is not told of what.
 */
export default function Failed() {
  return <Notice {...NOTICES[500]} />
}
