import { API_POLICY, isSecure, pagePolicy, policyHeader } from '@gavel/contracts'
import type { RequestHandler } from 'express'
import helmet from 'helmet'
import { settings } from '../settings.ts'

/**
 * Security headers of every answer.
 * TWIN(security): helmet is middleware before everything else, so answers of every kind have its
 * headers. Those switched off are for browsers that no longer exist.
 */
export const securityHeaders = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: API_POLICY },
  strictTransportSecurity: isSecure(settings),
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
})

/** Nothing is stored by caches unless a route says otherwise. */
export const noStore: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store')
  next()
}

/** The policy of pages, which load styles and images from this origin. */
export const pageSecurity: RequestHandler = (_req, res, next) => {
  res.set('Content-Security-Policy', policyHeader(pagePolicy()))
  next()
}
