import { type DomainError, domainError } from '@gavel/domain'
import { api } from '../api.ts'
import type { Operation } from '../operation.ts'
import { RequestError } from '../problems.ts'
import { pageAt } from './pages.ts'
import { badPath, isWellEncoded } from './target.ts'

/** The operations of a path, one a method. */
export const operationsAt = (pathname: string): Operation[] =>
  operations.filter(([path]) => path.test(pathname)).map(([, operation]) => operation)

/**
 * The methods a path takes, a page's too, sorted, with HEAD and OPTIONS; empty where there is no such
 * path.
 */
export function methodsAt(pathname: string): string[] {
  if (pageAt(pathname)) return ['GET', 'HEAD', 'OPTIONS']
  const methods = operationsAt(pathname).map(({ method }) => method)
  if (methods.length === 0) return []
  const head = methods.includes('GET') ? ['HEAD'] : []
  return [...methods, ...head, 'OPTIONS'].sort()
}

/**
 * What a request gets that nothing answers: 405 with `Allow`, or nothing to be found, or that its path
 * cannot be read.
 */
export function noOperation(pathname: string): RequestError | DomainError {
  if (!isWellEncoded(pathname)) return badPath()
  const methods = methodsAt(pathname)
  if (methods.length === 0) return domainError('not-found')
  return new RequestError('method-not-allowed', {}, { Allow: methods.join(', ') })
}

/** The parameters that an operation's path has at a place; null where that is another path. */
export function paramsAt(operation: Operation, pathname: string): Record<string, string> | null {
  const found = patternOf(operation).exec(pathname)
  return found && { ...found.groups }
}

/** Each request asks for one, and making it takes longer than matching. */
const patterns = new WeakMap<Operation, RegExp>()

function patternOf(operation: Operation): RegExp {
  const pattern = patterns.get(operation) ?? patternFor(operation)
  patterns.set(operation, pattern)
  return pattern
}

/** Every parameter in a path is an id, so a path with anything else does not exist. */
function patternFor({ path }: Operation): RegExp {
  const ids = '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}'
  const pattern = path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, `(?<$1>${ids})`)
  return new RegExp(`^${pattern}$`)
}

const operations = Object.values<Operation>(api).map(
  (operation) => [patternOf(operation), operation] as const,
)
