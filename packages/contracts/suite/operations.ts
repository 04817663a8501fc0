import { api } from '../src/api.ts'
import type { Operation } from '../src/operation.ts'

/** A well-formed id that belongs to nothing. */
export const UNKNOWN_ID = '01890000-0000-7000-8000-000000000000'

export const operations: Operation[] = Object.values(api)

/** The path of an operation with `id` for each parameter. */
export const pathOf = ({ path }: Operation, id: string = UNKNOWN_ID): string =>
  path.replaceAll(/\{\w+\}/g, id)

const patterns = operations.map((operation) => ({
  operation,
  pattern: new RegExp(
    `^${operation.path.replaceAll('.', String.raw`\.`).replaceAll(/\{\w+\}/g, '[^/]+')}$`,
  ),
}))

/** The operations of a path, one per method. Any text is accepted for an id. */
export const operationsAt = (pathname: string): Operation[] =>
  patterns.filter(({ pattern }) => pattern.test(pathname)).map(({ operation }) => operation)

/** The operation of a request; HEAD belongs to the operation of GET. */
export function operationOf({ method, target }: { method: string; target: string }) {
  const [pathname = ''] = target.split(/[?#]/, 1)
  const asked = method === 'HEAD' ? 'GET' : method
  return operationsAt(pathname).find((operation) => operation.method === asked)
}
