import type { Finding } from '../report.ts'
import { type Given, type Source, sourcesUnder, visit } from '../source.ts'
import type { Tree } from '../tree.ts'
import { guardsIn } from './guards.ts'
import { dispatchers, findingIn, flawsOf, type Handled, nameOf, tooLong } from './handlers.ts'
import { isCallOf } from './operations.ts'

/** An export of a route file, with the path at which its file stands, and whom it asks for. */
export type Exported = Handled & { path: string; guards: string[] }

const APP = 'apps/next-fullstack/src'
const PAGES = `${APP}/app`
const REFUSALS = '@/http/no-route.ts'
const METHODS = ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT']

/** What Next 16 takes from a route file beside methods. Anything else ends the build. */
const SEGMENT_CONFIG = new Set([
  'dynamic',
  'dynamicParams',
  'fetchCache',
  'generateStaticParams',
  'maxDuration',
  'preferredRegion',
  'revalidate',
  'runtime',
])

/** What Next serves: `export const POST = route(placeBid, async (request, target) => …)`. */
export function routeExports(tree: Tree): { handled: Exported[]; findings: Finding[] } {
  const sources = sourcesUnder(tree, APP)
  const routes = sourcesUnder(tree, PAGES)
    .filter(({ path }) => /\/route\.tsx?$/.test(path))
    .map(readRouteFile)
  return {
    handled: routes.flatMap(({ handled }) => handled),
    findings: [
      ...sources.flatMap(dispatchers),
      ...sources.flatMap(catchAlls),
      ...routes.flatMap(({ findings }) => findings),
    ],
  }
}

/**
 * The address of a folder as OpenAPI writes it. Folders in brackets of either kind are no part of it.
 */
const pathOf = (file: string): string =>
  file
    .slice(PAGES.length, file.lastIndexOf('/'))
    .replaceAll(/\/\([^)]*\)/g, '')
    .replaceAll(/\[(\w+)\]/g, '{$1}')

function readRouteFile(source: Source): { handled: Exported[]; findings: Finding[] } {
  const path = pathOf(source.path)
  const handled: Exported[] = []
  const findings = source.gives.flatMap((given) => exportFlaws(source, given))
  visit(source, {
    VariableDeclarator({ id, init }) {
      const operation = isCallOf(init, 'route') ? nameOf(init.arguments[0]) : null
      if (id.type !== 'Identifier' || !isCallOf(init, 'route')) return
      if (!operation) {
        findings.push(findingIn(source)(init, 'wraps no operation by name: say route(…) of one.'))
        return
      }
      const line = source.lineAt(init.start)
      const guards = guardsIn(source, init)
      handled.push({ operation, method: id.name, path, guards, file: source.path, line })
      findings.push(...flawsOf(source, operation, init.arguments[1] ?? init))
    },
  })
  findings.push(...tooLong(source, handled.length), ...strays(source, handled))
  return { handled, findings: [...findings, ...missing(source)] }
}

function exportFlaws({ path: file }: Source, { name, line }: Given): Finding[] {
  if (METHODS.includes(name) || name === 'HEAD' || SEGMENT_CONFIG.has(name)) return []
  const says = `exports ${name}, which a route file may not have: move it to src/http.`
  return [{ file, line, says }]
}

/** A method of an address in the API is an operation, or is refused in the contract's words. */
function strays(source: Source, handled: Exported[]): Finding[] {
  if (!source.path.startsWith(`${PAGES}/api/`)) return []
  return source.gives
    .filter(({ name, from }) => METHODS.includes(name) && from !== REFUSALS)
    .filter(({ name }) => !handled.some(({ method }) => method === name))
    .map(({ name, line }) => ({
      file: source.path,
      line,
      says: `exports a ${name} that is no operation: say route(…) of one, or take it from ${REFUSALS}.`,
    }))
}

/** Next would answer a method without an export in its own words, and OPTIONS from the exports. */
function missing(source: Source): Finding[] {
  const given = new Set(source.gives.map(({ name }) => name))
  return METHODS.filter((method) => !given.has(method)).map((method) => ({
    file: source.path,
    line: 1,
    says: `has no ${method}, so Next answers it in its own words: take it from ${REFUSALS}.`,
  }))
}

function catchAlls(source: Source): Finding[] {
  if (!/\/\[?\[\.\.\./.test(source.path)) return []
  const refusesAll = source.gives.length > 0 && source.gives.every(({ from }) => from === REFUSALS)
  if (refusesAll) return []
  const says = `is a catch-all that is not the 404: let it export what is in ${REFUSALS} and nothing else.`
  return [{ file: source.path, line: 1, says }]
}
