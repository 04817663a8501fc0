import { SECURITY_HEADERS } from '@gavel/contracts'
import type { NextConfig } from 'next'

const always = Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value }))

export default {
  poweredByHeader: false,
  // One strong ETag must not name two encodings of a body; nor does Express compress.
  compress: false,
  // Else a path with a slash behind it is answered 308 before any code of ours: see `route.ts`.
  skipTrailingSlashRedirect: true,
  // Else `RSC: 1` gets 307 to the same with `_rsc`, on the API too. It is there for caches that do not
  // heed `Vary`; pages here are kept by none, and no answer of the API depends on it.
  experimental: { validateRSCRequestHeaders: false },
  // Else `next dev` may write an AGENTS.md into the repository.
  agentRules: false,
  // Else `next dev` would print every request once more, with its query.
  logging: { incomingRequests: false },
  // Else whoever asks `/_next/image` is told what is wrong with it. No page has a picture yet.
  images: { unoptimized: true },
  // What is always the same, on pages and their files; the API's answers get theirs in `route.ts`.
  headers: () => [{ source: '/((?!api/|api$).*)', headers: always }],
} satisfies NextConfig
