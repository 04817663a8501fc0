import { API_POLICY, policyHeader, SECURITY_HEADERS } from '@gavel/contracts'
import type { NextConfig } from 'next'

const always = Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value }))
const apiPolicy = { key: 'Content-Security-Policy', value: policyHeader(API_POLICY) }

export default {
  poweredByHeader: false,
  // One strong ETag must not name two encodings of a body; a reverse proxy compresses in production.
  compress: false,
  // `next dev` must not write an AGENTS.md into the repository.
  agentRules: false,
  // The log has one entry per request already; that of `next dev` contains the query.
  logging: { incomingRequests: false },
  images: { unoptimized: true },
  // TWIN(every-answer): headers that are the same on every answer, those of Next's own included. What
  // depends on the environment cannot stand here, because the build reads this file.
  headers: () => [
    { source: '/:path*', headers: always },
    { source: '/api/((?!docs$).*)', headers: [apiPolicy] },
  ],
} satisfies NextConfig
