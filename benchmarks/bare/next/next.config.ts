import type { NextConfig } from 'next'

export default { poweredByHeader: false, compress: false, agentRules: false } satisfies NextConfig
