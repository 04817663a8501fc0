import type { Chapter } from '../case.ts'
import { post } from '../request.ts'

const keys = Array.from({ length: 9_000 }, (_, at) => `"k${at}":0`).join(',')

export const values: Chapter = {
  title: 'Values',
  cases: [
    { id: '9.1', title: 'A key twice', send: post('{"name":"one","name":"two"}') },
    {
      id: '10.1',
      title: 'A key `__proto__`',
      send: post('{"name":"gavel","__proto__":{"admin":true}}'),
    },
    {
      id: '10.2',
      title: 'A key `constructor`',
      send: post('{"name":"gavel","constructor":{"prototype":{"admin":true}}}'),
    },
    { id: '11.1', title: 'A field nobody asked for', send: post('{"name":"gavel","admin":true}') },
    { id: '12.1', title: 'null', send: post('null') },
    { id: '12.2', title: 'An array', send: post('[]') },
    { id: '12.3', title: 'A string', send: post('"gavel"') },
    { id: '13.1', title: 'An array for a text', send: post('{"name":["gavel"]}') },
    { id: '13.2', title: 'An object for a text', send: post('{"name":{"length":7}}') },
    {
      id: '14.1',
      title: 'A thousand arrays in each other',
      send: post(`{"name":"gavel","deep":${'['.repeat(1_000)}${']'.repeat(1_000)}}`),
    },
    { id: '14.2', title: 'Nine thousand keys', send: post(`{"name":"gavel",${keys}}`) },
    {
      id: '15.1',
      title: 'Numbers that do not fit',
      send: post('{"name":"gavel","numbers":[1e400,9007199254740993,-0,10.50]}'),
    },
    { id: '16.1', title: 'NUL in a text', send: post('{"name":"ga\\u0000vel"}') },
    { id: '17.1', title: 'Half of a surrogate pair', send: post('{"name":"ga\\ud800vel"}') },
    {
      id: '18.1',
      title: 'Signs that turn the direction, and marks on one letter',
      send: post('{"name":"\\u202elevag\\u200b e\\u0301\\u0301\\u0301"}'),
    },
  ],
}
