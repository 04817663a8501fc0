import type { Cause } from './failure.ts'
import { declarations } from './declarations.ts'

/** The result of a group. */
export type Summary = {
  passed: number
  failed: number
  skipped: number
  /** From the start of the run to the end of the last file. */
  seconds: number
}

/** How many tests are named for one cause. */
const NAMED = 3

const files = declarations()

/** A cause: the request, the statuses, where the operation is declared, and the first tests. */
export function causeLines({ request, expected, received, detail, tests }: Cause): string[] {
  const notRun = tests.reduce((sum, test) => sum + test.notRun, 0)
  const counted = tests.length > 1 ? ` · ${tests.length} tests` : ''
  const blocked = notRun > 0 ? ` · ${notRun} not run` : ''
  const statuses = [expected && `expected ${expected}`, received && `received ${received}`]
  const what = [statuses.filter(Boolean).join(', '), detail].filter(Boolean).join(': ')
  const declared = files.get(request.split(' ', 1)[0] ?? '')
  const more = tests.length - NAMED
  return [
    `✗ ${[request, what].filter(Boolean).join(': ')}${counted}${blocked}`,
    ...(declared ? [`    ${declared}`] : []),
    ...tests.slice(0, NAMED).map(({ file, title }) => `    suite/${file}: ${title}`),
    ...(more > 0 ? [`    … and ${more} more`] : []),
  ]
}

export function summaryLine(group: string, { passed, failed, skipped, seconds }: Summary): string {
  const mark = failed > 0 ? '✗' : '✓'
  const counts = `${passed} passed, ${failed} failed, ${skipped} skipped`
  return `${mark} ${group.padEnd(8)} ${counts}, ${seconds.toFixed(0)} s`
}
