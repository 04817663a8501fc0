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
  /** What is answered where nobody is excused, and what instead, in words. */
  otherwise: string
  instead: string
  reason: string
}

/** One of an address, which is seen by asking for it. */
export type OfAddress = Exception & {
  paths: string[]
  /** Status and code. */
  otherwise: '404 not-found' | '400 malformed-request'
  isInstead(path: string, answer: Written): boolean
}

export const EXCEPTIONS: (Exception | OfAddress)[] = [
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
  {
    case: 'headers that do not end',
    twin: 'next',
    otherwise: '408 and the end of the connection within 10 seconds',
    instead:
      '408 and the end of the connection within 40 seconds, where it is started as `next start`',
    reason:
      '`next start` makes its server itself, and Node looks for slow clients as often as a server was ' +
      'told when it was made: every 30 seconds. How long it waits can be set later, and is. The custom ' +
      'server has no such exception, nor has a slow body: its reader has a clock of its own.',
  },
]

export const OF_ADDRESSES = EXCEPTIONS.filter((exception) => 'paths' in exception)
