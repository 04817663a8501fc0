/** One line of the drill's table. */
export type Figure = {
  what: string
  measured: string
  /** What the house promises of it, or is aimed at; empty where the figure is only told. */
  promise: string
  /** Whether the promise was kept; null where there is none, or it is only aimed at. */
  kept: boolean | null
  how: string
}

/** What all chapters are told. */
export type Setting = {
  databaseUrl: string
  seed: number
  clients: number
  reconnects: number
  /** Whether to wait for what takes minutes. */
  long: boolean
}

/** A part of the drill, which starts the servers that it needs and ends them. */
export type Chapter = (setting: Setting) => Promise<Figure[]>

/** The value below which that share of the samples lies; NaN of none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** The value in the middle, or between the two in the middle. */
export const median = (samples: readonly number[]): number =>
  (quantile(samples, 0.5) +
    -quantile(
      samples.map((sample) => -sample),
      0.5,
    )) /
  2

/** Half of them are faster, one in a hundred is slower, and the slowest. */
export function delaysOf(samples: readonly number[]): string {
  const [p50, p99, most] = [0.5, 0.99, 1].map((share) => Math.round(quantile(samples, share)))
  return `p50 ${p50} ms, p99 ${p99} ms, max ${most} ms of ${samples.length}`
}

/** The figures as a table of Markdown. */
export function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, measured, promise, kept, how }) => [
    what,
    measured,
    promise,
    kept === null ? '' : kept ? 'kept' : 'BROKEN',
    how,
  ])
  const all = [['what', 'measured', 'promise', '', 'how'], ...rows]
  const widths = [0, 1, 2, 3, 4].map((column) =>
    Math.max(3, ...all.map((row) => row[column]?.length ?? 0)),
  )
  const line = (row: string[], fill = ' ') =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(' | ')} |`
  const [head = [], ...body] = all
  return [line(head), line(['', '', '', '', ''], '-'), ...body.map((row) => line(row))].join('\n')
}
