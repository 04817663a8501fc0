import type { Chapter } from '../case.ts'
import { plain } from '../request.ts'

export const paths: Chapter = {
  title: 'Paths and queries',
  cases: [
    { id: '20.1', title: 'A byte that is not UTF-8', send: plain('GET /api/things/%ff') },
    { id: '20.2', title: 'A percent sign alone', send: plain('GET /api/things/%') },
    {
      id: '20.3',
      title: 'NUL',
      corrections: [
        { of: 'express', assumed: '400', measured: '200: the handler gets NUL' },
        { of: 'next', assumed: '500 in plain text', measured: '200: the handler gets NUL' },
      ],
      send: plain('GET /api/things/%00'),
    },
    {
      id: '20.4',
      title: 'Encoded dots and slash',
      corrections: [
        { of: 'express', assumed: '400', measured: '200: the handler gets `../throws`' },
        {
          of: 'next',
          assumed: '500 in plain text',
          measured: '200: the handler gets `../throws`; only what cannot be decoded is 500',
        },
      ],
      send: plain('GET /api/things/%2e%2e%2fthrows'),
    },
    {
      id: '20.5',
      title: 'Encoded dots',
      corrections: [
        {
          of: 'next',
          assumed: 'not thought of',
          measured: 'dots are resolved, encoded or not: this is `/api/echo`',
        },
      ],
      send: plain('GET /api/things/%2e%2e/echo'),
    },
    { id: '20.6', title: 'Dots as they are', send: plain('GET /api/things/../echo') },
    { id: '20.7', title: 'An encoded letter of the route', send: plain('GET /api/%74hings') },
    { id: '20.8', title: 'A backslash', send: plain('GET /api\\things') },
    { id: '21.1', title: 'A slash behind the path', send: plain('GET /api/things/') },
    { id: '21.2', title: 'Capitals', send: plain('GET /api/THINGS') },
    { id: '21.3', title: 'Two slashes before the path', send: plain('GET //api/things') },
    { id: '21.4', title: 'Two slashes within the path', send: plain('GET /api//things') },
    { id: '21.5', title: 'No such path', send: plain('GET /api/nothing') },
    { id: '22.1', title: 'A word for a number', send: plain('GET /api/things?limit=abc') },
    { id: '22.2', title: 'A parameter twice', send: plain('GET /api/things?limit=1&limit=2') },
    {
      id: '22.3',
      title: 'A parameter in brackets',
      corrections: [
        {
          of: 'express',
          assumed: 'an array',
          measured: 'a parameter of the name `limit[]`; `limit` is undefined',
        },
      ],
      send: plain('GET /api/things?limit[]=1'),
    },
    {
      id: '22.4',
      title: 'A query that is not UTF-8',
      send: plain('GET /api/things?limit=%ff'),
    },
  ],
}
