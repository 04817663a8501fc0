import { CORS, type Operation } from '@gavel/contracts'
import type { NextRequest } from 'next/server'
import { settings } from '../settings.ts'

/** The CORS headers of an answer: origins of `ALLOWED_ORIGINS` may read it. */
export const corsHeaders = (origin: string | null): Record<string, string> => ({
  Vary: 'Origin',
  ...(isAllowed(origin) && {
    'Access-Control-Allow-Origin': origin,
    'Access-Control-Allow-Credentials': 'true',
    'Access-Control-Expose-Headers': CORS.exposedHeaders.join(','),
  }),
})

/**
 * Makes the OPTIONS handler of a route file, which answers preflights.
 * TWIN(cors): Next has no CORS middleware. `proxy.ts` could answer preflights, but it would also
 * buffer the bodies of the API.
 */
export const preflight = (...operations: Operation[]) => {
  const methods = operations.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : method))
  return (request: NextRequest): Response =>
    new Response(null, {
      status: 204,
      headers: {
        Allow: ['OPTIONS', ...methods].join(', '),
        ...corsHeaders(request.headers.get('origin')),
        ...(isAllowed(request.headers.get('origin')) && {
          'Access-Control-Allow-Methods': methods.join(','),
          'Access-Control-Allow-Headers': CORS.allowedHeaders.join(','),
          'Access-Control-Max-Age': String(CORS.maxAge),
        }),
      },
    })
}

const isAllowed = (origin: string | null): origin is string =>
  origin !== null && settings().ALLOWED_ORIGINS.includes(origin)
