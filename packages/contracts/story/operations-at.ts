import { api } from '../src/api.ts'
import type { Operation } from '../src/operation.ts'

/** The operations of a path, one per method. */
export const operationsAt = (pathname: string): Operation[] =>
  operations.filter(([path]) => path.test(pathname)).map(([, operation]) => operation)

/** Every path parameter is a UUID; a path with anything else does not exist. */
function patternFor({ path }: Operation): RegExp {
  const ids = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'
  const pattern = path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, `(?<$1>${ids})`)
  return new RegExp(`^${pattern}$`)
}

const operations = Object.values<Operation>(api).map(
  (operation) => [patternFor(operation), operation] as const,
)
