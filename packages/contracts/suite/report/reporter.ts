import { relative } from 'node:path'
import type { Reporter, SerializedError, TestModule, TestSuite } from 'vitest/node'
import type { Difference, Group, Options } from '../options.ts'
import { causesOf, type Failure, failureOf } from './failure.ts'
import { causeLines, type Summary, summaryLine } from './text.ts'

const SUITE = `${import.meta.dirname}/..`

/** Prints failures by cause, differences, and one line per group. */
export class ContractReporter implements Reporter {
  exitCode = 1
  readonly #groups: Group[]
  readonly #differences: Difference[]
  readonly #began = performance.now()
  readonly #summaries = new Map<string, Summary>()
  readonly #failures: Failure[] = []
  readonly #passed = new Set<string>()
  readonly #reasons = new Map<string, number>()

  constructor({ groups, differences }: Pick<Options, 'groups' | 'differences'>) {
    this.#groups = groups
    this.#differences = differences
  }

  onTestModuleEnd(testModule: TestModule): void {
    const file = relative(SUITE, testModule.moduleId)
    const summary = this.#summaryOf(file.split('/', 1)[0] ?? '')
    for (const suite of [testModule, ...testModule.children.allSuites()])
      this.#addSuite(suite, file, summary)
    for (const test of testModule.children.allTests()) {
      const { state, errors = [] } = test.result()
      const title = titleOf(test.fullName)
      if (state === 'passed') this.#passed.add(title)
      const [error] = errors
      if (state === 'failed' && error)
        this.#fail(failureOf(error, { file, title, meta: test.meta() }), summary)
      else if (state === 'passed') summary.passed += 1
      else if (state === 'skipped') this.#skip(title, summary)
    }
    summary.seconds = (performance.now() - this.#began) / 1_000
  }

  onTestRunEnd(_modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const count = this.#failures.length + unhandled.length
    const causes = causesOf(this.#failures)
    for (const cause of causes) console.log(causeLines(cause).join('\n'))
    for (const { message } of unhandled) console.log(`✗ outside of any test: ${message}`)
    this.#printDifferences()
    for (const [reason, skipped] of this.#reasons) console.log(`- ${skipped} skipped: ${reason}`)
    for (const group of this.#groups.filter((name) => this.#summaries.has(name)))
      console.log(summaryLine(group, this.#summaryOf(group)))
    const hasRun = this.#passed.size > 0
    if (count > 0) console.log(`${count} failed tests, ${causes.length} causes`)
    if (count === 0 && !hasRun) console.log('No test has run.')
    this.exitCode = count === 0 && hasRun ? 0 : 1
  }

  #summaryOf(group: string): Summary {
    const summary = this.#summaries.get(group) ?? { passed: 0, failed: 0, skipped: 0, seconds: 0 }
    this.#summaries.set(group, summary)
    return summary
  }

  /** An error outside of the tests, such as one in `beforeAll`, after which none of them runs. */
  #addSuite(suite: TestModule | TestSuite, file: string, summary: Summary): void {
    const [error] = suite.errors()
    if (!error) return
    const notRun = [...suite.children.allTests()].length
    const title = suite.type === 'suite' ? titleOf(suite.fullName) : 'all tests'
    this.#fail(failureOf(error, { file, title, notRun }), summary)
  }

  #fail(failure: Failure, summary: Summary): void {
    if (this.#differences.some(({ title }) => title === failure.title)) return
    this.#failures.push(failure)
    summary.failed += 1
  }

  #skip(title: string, summary: Summary): void {
    summary.skipped += 1
    const [, reason] = /\(skipped: (.*?)\)/.exec(title) ?? []
    const known = reason ?? 'an earlier failure'
    this.#reasons.set(known, (this.#reasons.get(known) ?? 0) + 1)
  }

  #printDifferences(): void {
    for (const { title, reason } of this.#differences)
      console.log(
        this.#passed.has(title)
          ? `! no longer needed as a difference, the test passes: ${title}`
          : `~ difference: ${title} (${reason})`,
      )
  }
}

/** `placeBid > rejects …` as the report prints it, and as a difference names it. */
const titleOf = (fullName: string): string => fullName.replaceAll(' > ', ' / ')
