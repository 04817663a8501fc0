import { PROBLEMS } from '@gavel/contracts'
import type { Received } from '@gavel/contracts/suite/raw-request.ts'

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
  /** What all its requests look like: method and target, and `without its body` where none comes. */
  like?: RegExp
}

/** One that a single request shows. */
export type OfRequest = Exception & {
  /** What is asked of the paths, if not GET, and what is sent or offered with it, if anything. */
  method?: string
  headers?: Record<string, string>
  upgrade?: string
  paths: string[]
  /** The status, and the code of a problem. */
  otherwise: '200' | '400 malformed-request' | '404 not-found' | '405 method-not-allowed'
  isInstead(path: string, answer: Received): boolean
  /** Whether the custom server, which sees a request before Next does, answers as everybody. */
  mended?: true
}

/** What an answer says, as `otherwise` does: a problem, or the page with the title of one. */
export const told = ({ status, text }: Received): string =>
  [status, /"code":"([\w-]+)"/.exec(text)?.[1] ?? codeOf(text)].join(' ').trim()

const codeOf = (page: string): string | undefined =>
  Object.entries(PROBLEMS).find(([, { title }]) => page.includes(`<h1>${title}</h1>`))?.[0]

/** What Next answers where it cannot make a `Request` of what was asked. */
const isCrash = (_path: string, { status, text }: Received) =>
  status === 500 && text === 'Internal Server Error'

/** What it answers instead in development, where it has found the route: its own page for errors. */
const isCrashShown = ({ status, text }: Received) =>
  status === 500 && text.includes('__NEXT_DATA__')

export const EXCEPTIONS: (Exception | OfRequest)[] = [
  {
    case: 'a doubled slash',
    twin: 'next',
    paths: [
      '//api/lots',
      '/api//lots',
      '/api/lots//',
      '//api/lots?limit=1',
      '/api\\lots',
      '//',
      '/nothing//',
    ],
    like: /^\S+ [^?]*(\/\/|\\)/,
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
    like: /^\S+ [^?]*\/(\.|%2e){1,2}([/?]|$)/i,
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
    like: /[?&](nxt[PI]|__proto__)/,
    otherwise: '400 malformed-request',
    instead: 'the answer without that parameter',
    isInstead: (_path, { status, text }) => status === 200 && text.startsWith('{"items":'),
    reason:
      'Next carries what it has found out about a route in parameters of these names, and takes ' +
      'them out of the address before a handler sees it; `__proto__` is lost as it turns the query ' +
      'into an object. No operation has one of these, and nothing is read from them.',
  },
  {
    case: 'a host in its target',
    twin: 'next',
    paths: ['http://elsewhere.test/api/lots', 'https://elsewhere.test/api/lots?limit=1'],
    like: /^\S+ https?:/i,
    otherwise: '200',
    instead: '308 to that host',
    isInstead: (path, { status, headers }) => status === 308 && headers.location === path,
    mended: true,
    reason:
      'A server must take a target as it is sent to a proxy (RFC 9112, 3.2.2). Next finds the doubled ' +
      'slash of `http://` in it, and sends the client to the very same, wherever that is: docs/frameworks-bare.md, case 46.3. No ' +
      'browser can be brought to send one to the house.',
  },
  {
    case: 'an asterisk for its target',
    twin: 'next',
    method: 'OPTIONS',
    paths: ['*'],
    like: /^\S+ \*$/,
    otherwise: '404 not-found',
    instead: '500 as plain text',
    isInstead: isCrash,
    mended: true,
    reason:
      'OPTIONS of no path in particular (RFC 9110, 9.3.7). Next makes a URL of every target, and ' +
      'fails where it cannot: docs/frameworks-bare.md, case 26.2.',
  },
  {
    case: 'the method TRACE',
    twin: 'next',
    method: 'TRACE',
    paths: ['/api/lots', '/api/me/wallet', '/'],
    like: /^TRACE /,
    otherwise: '405 method-not-allowed',
    instead: '500 as plain text, or in development as a page of Next’s',
    isInstead: (path, answer) => isCrash(path, answer) || isCrashShown(answer),
    mended: true,
    reason:
      'Next makes a `Request` of every request, and that class refuses the method (Fetch, 2.2.1): ' +
      'docs/frameworks-bare.md, case 25.2. Nothing is repeated of what was sent, which is what makes ' +
      'TRACE dangerous; the page, which `next dev` shows of a bare app as well, has its own stack.',
  },
  {
    case: 'the header RSC for a page',
    twin: 'next',
    headers: { RSC: '1' },
    paths: ['/', '/?limit=1'],
    otherwise: '200',
    instead: 'the page in the form that React’s scripts read',
    isInstead: (_path, { status, headers }) =>
      status === 200 && headers['content-type'] === 'text/x-component',
    reason:
      'It is how a page of Next asks for the next one, and Next gives a proxy a request without that ' +
      'header and puts it back behind it: docs/frameworks-bare.md, case 47.12. It is the same page, made ' +
      'by the same code, and no cache keeps it.',
  },
  {
    case: 'a method that no handler can have',
    twin: 'next',
    method: 'PROPFIND',
    paths: ['/api/lots', '/api/me/wallet'],
    like: /^(?!(GET|HEAD|OPTIONS|POST|PUT|PATCH|DELETE|TRACE) )/,
    otherwise: '405 method-not-allowed',
    instead: '400 without a body',
    isInstead: (_path, { status, text }) => status === 400 && text === '',
    mended: true,
    reason:
      'A route handler is an export by the name of one of seven methods. Next answers all others in ' +
      'the module of the route, before any export: docs/frameworks-bare.md, case 25.1.',
  },
  {
    case: 'an offer to change to another protocol',
    twin: 'next',
    upgrade: 'h2c',
    paths: ['/api/house', '/api/lots'],
    otherwise: '200',
    instead: 'the end of the connection, without a byte',
    isInstead: (_path, { status }) => status === 0,
    mended: true,
    reason:
      'A server may ignore an offer, and answers then as if there were none (RFC 9110, 7.8). Next takes ' +
      'every one for its own, hangs up where it leads to a route, and leaves it open where it leads ' +
      'nowhere: docs/frameworks-bare.md, case 48.7. Browsers offer nothing by themselves.',
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
      'server has no such exception, nor has a slow body, which has a clock of its own.',
  },
  {
    case: 'a percent sign or a bracket in its path, and a body that does not come',
    twin: 'next',
    like: /^(?!GET |HEAD )\S+ [^?]*[%["<>^`{}].* without its body$/,
    otherwise: '400 malformed-request, or 404 not-found, at once',
    instead: '408 and the end of the connection, as soon as any request takes too long',
    reason:
      'Only a proxy is asked before Next decodes a path, and what a proxy has answered waits until the ' +
      'whole body has come (`finalize` in `next-server`). Next reads an address as a URL, in which a ' +
      'quotation mark, a brace and the like become percent signs. No path of the house has any of them.',
  },
]

export const OF_REQUESTS = EXCEPTIONS.filter((exception) => 'paths' in exception)
