import { NOTICES } from '@gavel/ui/notices'
import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Notice } from './notice.tsx'

export const metadata: Metadata = { title: NOTICES[404].title }

/** What Next shows for an address that no file answers; it says itself that it is not to be indexed. */
export default async function NotFound() {
  await connection() // else it would be made by the build, and its scripts have no nonce
  return <Notice {...NOTICES[404]} />
}
