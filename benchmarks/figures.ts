/** What was done in one round: how many a second, and how long each took, in milliseconds. */
export type Round = { perSecond: number; delays: number[] }

/** One line of the table. */
export type Figure = {
  what: string
  perSecond?: number
  /** Milliseconds. */
  p50?: number
  p99?: number
  /** Whatever else was measured, above all how it stands to its floors in the same run. */
  beside?: string
  aim?: string
  /** Whether the aim is met. */
  met?: boolean
}

/** The value below which that share of the samples lies; NaN of none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** The value in the middle, or between the two in the middle. */
export function median(samples: readonly number[]): number {
  const negated = samples.map((sample) => -sample)
  return (quantile(samples, 0.5) - quantile(negated, 0.5)) / 2
}

/** The round in the middle, and the delays of all. */
export function figureOf(what: string, rounds: readonly Round[]): Figure {
  const delays = rounds.flatMap((round) => round.delays)
  return {
    what,
    perSecond: median(rounds.map(({ perSecond }) => perSecond)),
    p50: quantile(delays, 0.5),
    p99: quantile(delays, 0.99),
  }
}

const HEAD = ['what', 'a second', 'p50 ms', 'p99 ms', 'beside', 'aim', '']

/** The figures as a table of Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, perSecond, p50, p99, beside = '', aim = '', met }) => [
    what,
    shown(perSecond),
    shown(p50),
    shown(p99),
    beside,
    aim,
    met === undefined ? '' : met ? 'met' : 'NOT MET',
  ])
  const widths = HEAD.map((head, column) =>
    Math.max(3, head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: readonly string[], fill = ' ') =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  const rule = HEAD.map(() => '')
  return [line(HEAD), line(rule, '-'), ...rows.map((row) => line(row))].join('\n')
}

/** Three figures are all that such a measurement can tell. */
function shown(value: number | undefined): string {
  if (value === undefined) return ''
  return value >= 99.5 ? Math.round(value).toLocaleString('en') : value.toPrecision(2)
}
