import { API_POLICY, isSecure, pagePolicy } from '@gavel/contracts'
import helmet from 'helmet'
import { settings } from '../settings.ts'

/**
 * Puts on every answer what the contract says it carries.
 * TWIN(security): Express has helmet, middleware that comes before all else and so is on answers of
 * every kind. What it would send beyond the contract is for browsers that are gone.
 */
export const security = helmet({
  contentSecurityPolicy: { useDefaults: false, directives: API_POLICY },
  strictTransportSecurity: isSecure(settings),
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
})

/** Lets a page have what the house serves. A template has no script of its own, so no nonce. */
export const pageSecurity = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: pagePolicy(),
})
