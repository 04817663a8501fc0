import type { TaskMeta } from 'vitest'
import type { Operation } from '../../src/operation.ts'
import type {} from '../check-answers.ts'
import { operations } from '../operations.ts'

/** An error of a test as the reporter receives it. */
export type TestError = {
  name?: string
  message: string
  /** Printed values of a failed assertion. */
  expected?: unknown
  actual?: unknown
  /** Of a ProblemError. */
  operation?: string
  method?: string
  status?: number
}

/** A failed test. */
export type Failure = {
  /** Operation, method and path of the request; empty if the test has sent none. */
  request: string
  expected: string
  received: string
  /** What is wrong besides the status. */
  detail: string
  /** Equal for failures with the same cause. */
  cause: string
  /** The file of the test, relative to the suite, and the title. */
  file: string
  title: string
  /** How many tests of the file could not run because of it. */
  notRun: number
}

type Test = { file: string; title: string; notRun?: number; meta?: TaskMeta }

export function failureOf(error: TestError, { file, title, notRun = 0, meta }: Test): Failure {
  const response = meta?.response
  const operation = operations.find(({ name }) => name === (error.operation ?? response?.operation))
  const request = operation
    ? `${operation.name} ${error.method ?? response?.method} ${operation.path}`
    : [response?.method, response?.path].filter(Boolean).join(' ')
  const statuses = statusesOf(error, operation)
  const received = statuses?.received ?? (response ? String(response.status) : '')
  const flaw = response?.flaw ?? null
  // An undocumented response makes many assertions fail. It is the cause of all of them.
  const isExplained = statuses !== null || flaw !== null
  const message = error.message.split('\n').slice(0, 3).join(' ')
  return {
    request,
    expected: statuses?.expected ?? '',
    received,
    detail: withoutIds(flaw ?? (isExplained ? '' : message)),
    cause: [request, received, isExplained ? '' : withoutIds(message)].join('|'),
    file,
    title,
    notRun,
  }
}

type Statuses = { expected: string; received: string }

function statusesOf(error: TestError, operation: Operation | undefined): Statuses | null {
  if (error.name === 'ProblemError' && operation)
    return { expected: Object.keys(operation.answers).join(' or '), received: String(error.status) }
  const [expected, received] = [statusIn(error.expected), statusIn(error.actual)]
  if (expected && received && expected !== received) return { expected, received }
  return null
}

/** The status in the printed value of an assertion, which is a number or an object with `status`. */
function statusIn(printed: unknown): string | null {
  const text = typeof printed === 'string' || typeof printed === 'number' ? String(printed) : ''
  return /^[1-5]\d\d$/.exec(text)?.[0] ?? /"?\bstatus"?: ([1-5]\d\d)\b/.exec(text)?.[1] ?? null
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/** Failures with the same cause must have the same text. */
const withoutIds = (message: string): string =>
  message.replaceAll(UUID, '{id}').replaceAll(/\s+/g, ' ').slice(0, 300)

/** Failures of one request with one result, and all statuses that were expected of it. */
export type Cause = Pick<Failure, 'request' | 'expected' | 'received' | 'detail'> & {
  tests: Failure[]
}

/** Folds failures that have the same cause; the most frequent cause comes first. */
export function causesOf(failures: Failure[]): Cause[] {
  const byCause = Map.groupBy(failures, ({ cause }) => cause)
  return [...byCause.values()]
    .map((tests) => ({
      request: tests[0]?.request ?? '',
      received: tests[0]?.received ?? '',
      detail: tests.find(({ detail }) => detail)?.detail ?? '',
      expected: [...new Set(tests.map(({ expected }) => expected).filter(Boolean))].join(', '),
      tests,
    }))
    .toSorted((one, other) => other.tests.length - one.tests.length)
}
