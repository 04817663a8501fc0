import { type Answer, headerOf, textOf } from './answer.ts'
import type { Exchange } from './wire.ts'

/** What a case saw of one app: the rows of its table. Made so that it is the same on every run. */
export type Seen = Record<string, string>

/** Characters of a body that are shown. */
const SHOWN = 200

/** Said once, in the first case, and left out everywhere else. */
const USUAL = /^(date|x-powered-by|keep-alive|connection: keep-alive)/i

/** The first answer of a connection, and what became of the connection. */
export function seenOf({ answer, bytes, closedAfter, patience }: Exchange): Seen {
  const isOpen = closedAfter === null
  if (!answer && isOpen) return { connection: `nothing for ${patience / 1_000} s, still open` }
  if (!answer) return { connection: `closed by the server, with ${bytes.length || 'no'} bytes` }
  const connection = [
    isOpen ? 'open' : 'closed by the server',
    answer.isWhole ? '' : ', the answer not at its end',
    answer.rest.length > 0
      ? `, another answer behind: ${code(answer.rest.toString().slice(0, 24))}`
      : '',
  ].join('')
  return { ...seenIn(answer), connection }
}

/** Status, headers and the beginning of the body. */
export function seenIn(answer: Answer, isUsualShown = false): Seen {
  const isPage = headerOf(answer.headers, 'x-nextjs-cache') !== undefined
  const headers = answer.headers
    .map(([name, value]) => `${name}: ${isPage && /length/i.test(name) ? '…' : value}`)
    .filter((header) => isUsualShown || !USUAL.test(header))
    .map((header) => code(header))
  return {
    status: `**${answer.status}**`,
    headers: headers.join('<br>') || 'none',
    // A page of Next has names and lengths of its build in it.
    body: textOf(answer) === '' ? 'empty' : code(textOf(answer).slice(0, isPage ? 120 : undefined)),
  }
}

/** A time that waited for a timer, as the two multiples of a step that it lies between. */
export function between(ms: number, step: number): string {
  const steps = Math.floor(ms / 1_000 / step)
  return `${steps * step} to ${(steps + 1) * step} s`
}

/** Text of an answer, on one line, without what differs from run to run, as code in a table. */
export function code(text: string): string {
  const stable = text
    .replace(/^(date|last-modified): .*/i, '$1: …')
    .replace(/^etag: (W\/)?".*"/i, 'ETag: $1"…"')
    .replace(/\b(localhost|127\.0\.0\.1|\[::1?\]|bare\.test):\d{4,5}\b/g, '$1:PORT')
    .replace(/("x-forwarded-port":)"\d+"/g, '$1"PORT"')
    .replace('::ffff:127.0.0.1', '127.0.0.1')
    .replace(/(vary: rsc), next-router-state-tree, next-router-[^,]*, next-router-[^,]*/i, '$1, …')
    .replace(/\/_next\/static\/[^"]*/g, '/_next/static/…')
    .replace(/\s+/g, ' ')
    .trim()
  return `\`${escaped(cut(stable, SHOWN))}\``
}

/** The beginning of a text, and how long it is. */
export const cut = (text: string, length: number): string =>
  text.length > length ? `${text.slice(0, length)}… (${text.length} characters)` : text

/** What a page would hide or misread: signs outside ASCII as `<U+FFFD>`, and those of Markdown. */
const escaped = (text: string): string =>
  text
    .replace(/[^\x20-\x7e…]/g, (sign) => `<U+${hex(sign, 4)}>`)
    .replaceAll('`', "'")
    .replaceAll('|', '\\|')

/** The code of a sign in that many digits. */
export const hex = (sign: string, digits: number): string =>
  sign.charCodeAt(0).toString(16).toUpperCase().padStart(digits, '0')
