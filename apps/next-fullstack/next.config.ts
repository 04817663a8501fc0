import type { NextConfig } from 'next'

export default {
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
} satisfies NextConfig
