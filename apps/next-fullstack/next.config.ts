import type { NextConfig } from 'next'

export default {
  poweredByHeader: false,
  // One strong ETag must not name two encodings of a body; nor does Express compress.
  compress: false,
  // Else `next dev` may write an AGENTS.md into the repository.
  agentRules: false,
} satisfies NextConfig
