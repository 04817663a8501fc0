import { NOTICES } from '@gavel/ui/notices'
import type { Metadata } from 'next'
import { connection } from 'next/server'
import { Notice } from '../notice.tsx'

export const metadata: Metadata = { title: NOTICES[503].title, robots: { index: false } }

/** `proxy.ts` shows this page, with status 503, while the database is away. */
export default async function Unavailable() {
  await connection() // prerendered at build, its scripts would have no nonce
  return <Notice {...NOTICES[503]} />
}
