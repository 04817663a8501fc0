import type { Chapter } from '../case.ts'
import { plain, request } from '../request.ts'

export const doors: Chapter = {
  title: 'Who is asking, and doors of the framework',
  cases: [
    { id: '46.1', title: 'What a handler sees', send: plain('GET /api/echo') },
    {
      id: '46.2',
      title: 'Forged forwarding headers',
      corrections: [
        {
          of: 'next',
          assumed: '`X-Forwarded-For` of a client is believed',
          measured: 'so is `X-Forwarded-Proto`, which makes `request.url` one of https',
        },
      ],
      send: plain(
        'GET /api/echo',
        'X-Forwarded-For: 6.6.6.6',
        'X-Forwarded-Host: evil.test',
        'X-Forwarded-Proto: https',
      ),
    },
    {
      id: '46.3',
      title: 'Another host in the first line',
      corrections: [
        {
          of: 'next',
          assumed: 'not thought of',
          measured: '308 to the other host: its two slashes are mended',
        },
      ],
      send: plain('GET http://evil.test/api/echo'),
    },
    {
      id: '46.4',
      title: 'X-Request-Id of 4 kB',
      send: plain('GET /api/echo', `X-Request-Id: ${'x'.repeat(4_000)}`),
    },
    { id: '47.1', title: 'A guarded path', send: plain('GET /api/guarded') },
    { id: '47.2', title: 'The same with .rsc', send: plain('GET /api/guarded.rsc') },
    { id: '47.3', title: 'The same with _rsc', send: plain('GET /api/guarded?_rsc=abc', 'RSC: 1') },
    {
      id: '47.4',
      title: 'The same with `x-middleware-subrequest`',
      corrections: [
        {
          of: 'next',
          assumed: 'credentials looked for in `proxy.ts` alone can be walked around',
          measured: 'by none of 47.2 to 47.10',
        },
      ],
      send: plain(
        'GET /api/guarded',
        `x-middleware-subrequest: ${Array(5).fill('proxy').join(':')}`,
      ),
    },
    {
      id: '47.5',
      title: 'The same with a slash behind it',
      send: plain('GET /api/guarded/'),
    },
    { id: '47.6', title: 'The same with an encoded letter', send: plain('GET /api/%67uarded') },
    { id: '47.7', title: 'The same with another slash', send: plain('GET /api//guarded') },
    {
      id: '47.8',
      title: 'The same as data of a page',
      send: plain('GET /_next/data/x/api/guarded.json'),
    },
    {
      id: '47.9',
      title: '`Next-Action` on a page',
      corrections: [
        { of: 'next', assumed: 'not thought of', measured: '409, where a page has no such action' },
      ],
      send: () =>
        request(
          'POST /',
          [`Next-Action: ${'0'.repeat(42)}`, 'Content-Type: text/plain', 'Content-Length: 2'],
          '[]',
        ),
    },
    {
      id: '47.10',
      title: '`Next-Action` on a guarded path',
      send: plain('POST /api/guarded', `Next-Action: ${'0'.repeat(42)}`, 'Content-Length: 0'),
    },
    { id: '47.11', title: 'A page', send: plain('GET /') },
    { id: '47.12', title: 'The page as React sends it', send: plain('GET /?_rsc=abc', 'RSC: 1') },
    {
      id: '47.13',
      title: 'An image of anywhere',
      send: plain('GET /_next/image?url=http%3A%2F%2Fevil.test%2Fx.png&w=640&q=75'),
    },
  ],
}
