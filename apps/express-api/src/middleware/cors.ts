import { CORS } from '@gavel/contracts'
import corsMiddleware from 'cors'
import { settings } from '../settings.ts'

/**
 * CORS for the origins of `ALLOWED_ORIGINS`.
 * TWIN(cors): the middleware answers every OPTIONS request itself, with 204 and the same list of
 * methods for all paths, also those that do not exist.
 */
export const cors = corsMiddleware({
  origin: settings.ALLOWED_ORIGINS,
  credentials: true,
  methods: CORS.methods,
  allowedHeaders: CORS.allowedHeaders,
  exposedHeaders: CORS.exposedHeaders,
  maxAge: CORS.maxAge,
})
