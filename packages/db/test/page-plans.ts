import { Client, escapeLiteral } from 'pg'
import { vi } from 'vitest'

/** A statement as it goes to PostgreSQL; without a name its plan is made for its values, each time. */
export type Statement = {
  name?: string
  text: string
  values: (string | number | boolean | null)[]
}

/** A step of a plan, with what running it came to. */
export type Step = {
  'Node Type': string
  'Index Name'?: string
  'Index Cond'?: string
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number
  Plans?: Step[]
}

/** For the values at hand, or once for all; of a named statement PostgreSQL may make either. */
export type Planned = 'for its values' | 'for any values'

/** One statement, or more: entries come by one for each account. */
export type Sent = [Statement, ...Statement[]]

/**
 * What stores send for the rows of a page; the people, lots and transfers beside them come by others.
 * @throws Error when nothing is sent.
 */
export async function sentFor(page: () => Promise<unknown>): Promise<Sent> {
  const query = vi.spyOn(Client.prototype, 'query')
  try {
    await page()
    const sent = query.mock.calls.map(([statement]) => statement as unknown as Statement)
    const [first, ...others] = sent.filter(({ text }) => text?.includes(' ORDER BY '))
    if (!first) throw new Error('Nothing was sent')
    return [first, ...others]
  } finally {
    query.mockRestore()
  }
}

/** How PostgreSQL runs a statement: the steps from the outermost on. */
export async function stepsOf(
  sql: Client,
  { text, values }: Statement,
  planned: Planned,
): Promise<Step[]> {
  const mode = planned === 'for its values' ? 'force_custom_plan' : 'force_generic_plan'
  await sql.query(`set plan_cache_mode = ${mode}`)
  await sql.query(`prepare page as ${text}`)
  const given = values.map((value) => (value === null ? 'null' : escapeLiteral(String(value))))
  const { rows } = await sql.query(
    `explain (analyze, format json) execute page (${given.join(', ')})`,
  )
  await sql.query('deallocate page')
  return withInner(rows[0]['QUERY PLAN'][0].Plan)
}

const withInner = (step: Step): Step[] => [step, ...(step.Plans ?? []).flatMap(withInner)]

/** What a plan does, and where it begins: the index and the condition of its innermost step. */
export const shapeOf = (steps: readonly Step[]) => ({
  steps: steps.map((step) => step['Node Type']),
  index: steps.at(-1)?.['Index Name'],
  begins: steps.at(-1)?.['Index Cond'],
})

/** How many rows a plan looked at, whether it kept them or not. */
export const rowsRead = (steps: readonly Step[]): number =>
  steps
    .filter((step) => step['Node Type'].endsWith('Scan'))
    .map(
      (step) =>
        step['Actual Loops'] * (step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)),
    )
    .reduce((sum, rows) => sum + rows, 0)
