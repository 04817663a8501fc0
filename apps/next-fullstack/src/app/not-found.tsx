import { NOTICES } from '@gavel/ui/notices'
import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Notice } from './notice.tsx'

export const metadata: Metadata = { title: NOTICES[404].title }

/** Shown for URLs that no file answers, with status 404 and `noindex`. */
export default async function NotFound() {
  await connection() // prerendered at build, its scripts would have no nonce
  return <Notice {...NOTICES[404]} />
}
