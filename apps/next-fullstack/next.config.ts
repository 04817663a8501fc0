import type { NextConfig } from 'next'

export default {
  poweredByHeader: false,
  // One strong ETag must not name two encodings of a body; nor does Express compress.
  compress: false,
  // Else a path with a slash behind it is answered 308 before any code of ours: see `route.ts`.
  skipTrailingSlashRedirect: true,
  // Else `next dev` may write an AGENTS.md into the repository.
  agentRules: false,
} satisfies NextConfig
