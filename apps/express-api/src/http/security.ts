import { API_POLICY, isSecure } from '@gavel/contracts'
import helmet from 'helmet'
import { settings } from '../settings.ts'

/**
 * Puts on every answer what the contract says it carries.
 * TWIN(security): Express has helmet, middleware that comes before all else and so is on answers of
 * every kind; a template has no script of its own, so the policy of a page has no nonce. What helmet
 * would send beyond the contract is for browsers that are gone.
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
