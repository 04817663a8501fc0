import fc, { type Arbitrary } from 'fast-check'
import { ALLOWED_ORIGIN } from '../twins.ts'
import { MARK } from './mark.ts'

/** A name and what is sent with it; the same name may come again. */
export type Header = [name: string, value: string]

export const each = (name: string, ...values: string[]): Arbitrary<Header[]> =>
  fc.constantFrom(...values).map((value) => [[name, value]])

/** Any text that Node lets into a header. */
export const anyText = fc
  .string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) })
  .map((text) => `${text}${MARK}`.replaceAll('\x7f', ''))

export const anyOf = (name: string): Arbitrary<Header[]> => anyText.map((value) => [[name, value]])

/** Headers of browsers, proxies, tracers and frameworks, which may come with any request. */
export const noise = fc.oneof(
  each(
    'Origin',
    ALLOWED_ORIGIN,
    'https://elsewhere.test',
    'null',
    '',
    'http://{{host}}',
    `https://${MARK}`,
  ),
  each('Sec-Fetch-Site', 'same-origin', 'same-site', 'cross-site', 'none', '', MARK),
  each('Last-Event-ID', '{{position}}', 'a:1', '', MARK, 'abcdefgh:99999999999', '\u00e9'),
  each(
    'X-Request-Id',
    'a-name-of-my-own',
    'short',
    '',
    `${MARK} ${MARK}`,
    'x'.repeat(129),
    '../../etc',
  ),
  each(
    'traceparent',
    `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`,
    MARK,
    '',
    `00-${'0'.repeat(32)}-x`,
  ),
  each(
    'X-Forwarded-For',
    '10.0.0.1',
    '::1',
    'fe80::1%eth0',
    '::ffff:1.2.3.4',
    MARK,
    '',
    ',',
    '1.2.3.4, x',
    ':::::',
  ),
  each('X-Forwarded-Host', 'elsewhere.test', MARK, ''),
  each('X-Forwarded-Proto', 'https', MARK, 'http,https'),
  each('Forwarded', 'for=1.2.3.4;host=elsewhere.test', MARK),
  each('Content-Encoding', 'gzip', 'identity', 'br', 'IDENTITY', '', 'identity, gzip', MARK),
  each('Accept', 'text/html', 'application/xml', '', MARK, 'text/x-component'),
  each('Accept-Encoding', 'gzip', 'br;q=1', '*;q=0', MARK),
  each('Range', 'bytes=0-1', 'bytes=9999-', MARK),
  each('X-HTTP-Method-Override', 'DELETE', 'PUT', MARK),
  each('Access-Control-Request-Method', 'POST', 'DELETE', '', MARK),
  each('Access-Control-Request-Headers', 'authorization', MARK),
  each('Cache-Control', 'no-cache', 'max-age=0', 'only-if-cached'),
  each('If-Modified-Since', 'Tue, 24 Nov 2026 00:00:00 GMT', 'Fri, 01 Jan 2100 00:00:00 GMT', MARK),
  each('Host', 'elsewhere.test', 'localhost', '[::1]', 'a:b', 'a/b', MARK, '\u00e9'),
  each('RSC', '1', '0'),
  each('Next-Router-State-Tree', '[]', '%5B%22%22%5D', MARK, '%'),
  each('Next-Router-Prefetch', '1', '2', MARK),
  each('Next-Action', 'x', 'a'.repeat(42), ''),
  each('Next-Url', '/api/lots', MARK),
  each('X-Nextjs-Data', '1'),
  each(
    'X-Middleware-Subrequest',
    'src/proxy:src/proxy:src/proxy:src/proxy:src/proxy',
    'src/middleware',
    MARK,
  ),
  each('X-Middleware-Rewrite', '/api/house', 'https://elsewhere.test'),
  each('X-Middleware-Next', '1'),
  each('X-Matched-Path', '/api/house', MARK),
  each('X-Invoke-Path', '/api/house'),
  each('X-Prerender-Revalidate', MARK),
  each('X-Now-Route-Matches', '1=a', MARK),
  each('Purpose', 'prefetch'),
  each('Expect', '100-continue'),
  each('TE', 'trailers'),
  each('Via', '1.1 proxy', MARK),
  fc.tuple(fc.stringMatching(/^x-[a-z-]{1,12}$/), anyText).map((header): Header[] => [header]),
)
