import { setTimeout as pause } from 'node:timers/promises'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'

/** A line of the log, as pino writes it. */
export type LogLine = { msg: string; level: number; requestId?: string } & Record<string, unknown>

/** A twin, and all that it has printed so far. */
export type TalkingTwin = RunningTwin & {
  printed(): string
  /** The line of a request, once it is there. @throws when it does not come within 10 seconds. */
  lineOf(requestId: string): Promise<LogLine>
  /** Every line with the id of a request. */
  linesOf(requestId: string): LogLine[]
}

/** Starts a twin whose every word is kept. */
export async function startTalking(
  twin: Twin,
  databaseUrl: string,
  variables: Record<string, string> = {},
): Promise<TalkingTwin> {
  let text = ''
  const running = await startTwin(twin, databaseUrl, variables, (more) => (text += more))
  const linesOf = (requestId: string) =>
    linesIn(text).filter((line) => line.requestId === requestId)
  return { ...running, printed: () => text, linesOf, lineOf: (id) => ended(() => linesOf(id)) }
}

const linesIn = (text: string): LogLine[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'))
    .map((line) => JSON.parse(line) as LogLine)

/** The messages of the last entry of a request; the third is that of a page on Next.js. */
const ENDED = new Set<unknown>(['Request ended', 'Request failed', 'Rendering a page failed'])

async function ended(lines: () => LogLine[]): Promise<LogLine> {
  const giveUp = Date.now() + 10_000
  for (;;) {
    const line = lines().find(({ msg }) => ENDED.has(msg))
    if (line) return line
    if (Date.now() > giveUp) throw new Error('The request left no line')
    await pause(20)
  }
}
