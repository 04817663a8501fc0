import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOptions, UsageError } from '../suite/options.ts'
import { causesOf, failureOf } from '../suite/report/failure.ts'
import { causeLines } from '../suite/report/text.ts'

const request = { operation: 'placeBid', method: 'POST', path: '/api/lots/{lotId}/bids' }
const undocumented = { response: { ...request, status: 404, flaw: 'X-Request-Id is missing' } }
const test = (title: string) => ({ file: 'api/bids.contract.ts', title })

describe('the report of a failure', () => {
  it('names operation, method, path, statuses and the files', () => {
    const error = { name: 'ProblemError', message: '404', ...request, status: 404 }

    const [cause] = causesOf([failureOf(error, test('placeBid / leads'))])

    expect(cause && causeLines(cause)).toEqual([
      '✗ placeBid POST /api/lots/{lotId}/bids: expected 201, received 404',
      '    packages/contracts/src/bids.ts',
      '    suite/api/bids.contract.ts: placeBid / leads',
    ])
  })

  it('reads the statuses of an assertion on an object', () => {
    const [expected, actual] = ['{\n  "status": 415,\n}', '{\n  "status": 404,\n}']
    const error = { name: 'AssertionError', message: 'expected …', expected, actual }

    const failure = failureOf(error, { ...test('placeBid / 415'), meta: undocumented })

    expect(failure).toMatchObject({ expected: '415', received: '404' })
  })

  it('folds failures with one cause and counts tests that were not run', () => {
    const error = { name: 'Error', message: 'one of many' }
    const failures = ['one', 'two', 'three', 'four'].map((title) =>
      failureOf({ ...error, message: title }, { ...test(title), notRun: 2, meta: undocumented }),
    )

    const causes = causesOf(failures)

    expect(causes).toHaveLength(1)
    expect(causes[0] && causeLines(causes[0])).toEqual([
      '✗ placeBid POST /api/lots/{lotId}/bids: received 404: X-Request-Id is missing · 4 tests · 8 not run',
      '    packages/contracts/src/bids.ts',
      '    suite/api/bids.contract.ts: one',
      '    suite/api/bids.contract.ts: two',
      '    suite/api/bids.contract.ts: three',
      '    … and 1 more',
    ])
  })

  it('never prints undefined for a failure without a request', () => {
    const [cause] = causesOf([failureOf({ message: 'No such file' }, test('all tests'))])

    expect(cause && causeLines(cause)).toEqual([
      '✗ No such file',
      '    suite/api/bids.contract.ts: all tests',
    ])
  })
})

describe('the command line', () => {
  it('reads an address, groups and files', () => {
    const args = ['http://localhost:4000/x', 'guards', '--only', 'api,rooms']

    expect(readOptions(args, 'here')).toMatchObject({
      url: 'http://localhost:4000',
      command: null,
      groups: ['api', 'rooms'],
      files: ['guards'],
    })
  })

  it('reads a command, and then includes the group process', () => {
    const args = ['--command', 'node server.js', '--cwd', 'app']

    expect(readOptions(args, 'here')).toMatchObject({
      url: null,
      command: ['node', 'server.js'],
      folder: resolve('here', 'app'),
      groups: ['api', 'rooms', 'pages', 'process'],
    })
  })

  it.each([
    { args: [] },
    { args: ['localhost:4000'] },
    { args: ['http://localhost:4000', '--only', 'all'] },
    { args: ['http://localhost:4000', '--only', 'process'] },
    { args: ['http://localhost:4000', '--differences', 'missing.json'] },
    { args: ['http://localhost:4000', '--unknown'] },
  ])('is rejected with a usage message: $args', ({ args }) => {
    expect(() => readOptions(args, 'here')).toThrow(UsageError)
  })
})
