import type { Written } from './door/as-written.ts'

/**
 * A case that one twin answers in another way, for its framework answers before any code of ours.
 * The suite does not know whom it asks, so an answer is known as an exception by its own shape. The
 * list is printed with the tests it excuses, and one that its twin no longer needs fails
 * (`e2e/together/exceptions.test.ts`).
 */
export type Exception = {
  case: string
  twin: 'express' | 'next'
  paths: string[]
  /** What they get where nobody is excused: status and code. */
  otherwise: '404 not-found' | '400 malformed-request'
  /** What is answered instead, in words and as a check. */
  instead: string
  isInstead(path: string, answer: Written): boolean
  reason: string
}

export const EXCEPTIONS: Exception[] = [
  {
    case: 'a doubled slash',
    twin: 'next',
    paths: ['//api/lots', '/api//lots', '/api/lots//', '//api/lots?limit=1', '/api\\lots'],
    otherwise: '404 not-found',
    instead: '308 to the path with single slashes',
    isInstead: (path, { status, headers }) =>
      status === 308 && headers.location === path.replaceAll(/[/\\]+/g, '/'),
    reason:
      'Next looks for doubled slashes, and backslashes, in every address before anything else ' +
      '(`resolveRoutes`): before redirects, proxy and routes, and no setting is read there. So a ' +
      'bare app of one route does the same. Nothing is done until the client asks again.',
  },
  {
    case: 'a segment of dots',
    twin: 'next',
    paths: ['/api/./lots', '/api/nothing/../lots'],
    otherwise: '404 not-found',
    instead: 'the answer of the path that is left without it',
    isInstead: (_path, { status, text }) => status === 200 && text.startsWith('{"items":'),
    reason:
      'Next reads an address as a URL, and that has no dots any more (RFC 3986, 5.2.4); neither a ' +
      'proxy nor a route of a bare app ever sees them. Clients take them out before they ask.',
  },
  {
    case: 'a query parameter of the framework’s own',
    twin: 'next',
    paths: ['/api/lots?nxtPlot=1', '/api/lots?nxtIlot=1', '/api/lots?__proto__=1'],
    otherwise: '400 malformed-request',
    instead: 'the answer without that parameter',
    isInstead: (_path, { status, text }) => status === 200 && text.startsWith('{"items":'),
    reason:
      'Next carries what it has found out about a route in parameters of these names, and takes ' +
      'them out of the address before a handler sees it; `__proto__` is lost as it turns the query ' +
      'into an object. No operation has one of these, and nothing is read from them.',
  },
]
