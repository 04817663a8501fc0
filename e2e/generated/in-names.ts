import type { Answer } from '@gavel/contracts/suite/answers.ts'
import type { House } from './world.ts'

/** An id of the house, which makes them by version 7. */
const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g

/** A moment in the schedule of a lot: most were given, and are the same in every house. */
const SCHEDULED = /(?<="(?:opensAt|closesAt)":")[^"]+/g

/**
 * What each house has its own of and nobody else speaks of: the moments at which things happened,
 * tokens, places in a list and in time, and what is counted of all conversations together.
 */
const ITS_OWN: [RegExp, string][] = [
  [/"(at|expiresAt)":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"/g, '"$1":"…"'],
  [/"(token|next)":"[\w-]{40,}"/g, '"$1":"…"'],
  [/"position":"\w{8,32}:(\d+)"/g, '"position":"…:$1"'],
  [/"(watching|settled|retryAfterSeconds)":\d+/g, '"$1":…'],
  [/gavel_session=[\w-]{40,}; Expires=[^;]{29};/g, 'gavel_session=…; Expires=…;'],
]

/**
 * What is told, with the names of things in the place of ids. So what houses tell in which the same
 * has happened is the same, letter by letter.
 */
export function inNames(text: string, { called }: House): string {
  const named = text.replaceAll(ID, (id) => {
    if (!called.has(id)) called.set(id, `thing ${called.size}`)
    return `{{${called.get(id)}}}`
  })
  const timed = named.replaceAll(SCHEDULED, (moment) => called.get(moment) ?? moment)
  return ITS_OWN.reduce((told, [own, instead]) => told.replaceAll(own, instead), timed)
}

/** Whether this lists the lots of everybody: other conversations take theirs to the same house. */
export function isOfEverybody({ target, status }: Answer): boolean {
  const [asked = ''] = target.split('#', 1)
  return status === 200 && /^\/api\/lots(\?(?!(.*&)?seller=)|$)/.test(asked)
}

/** Where a list of one's own goes on, if this is a page of one. */
export function nextPageIn(answer: Answer): string | null {
  if (isOfEverybody(answer)) return null
  return /"next":"([\w-]+)"/.exec(answer.text ?? '')?.[1] ?? null
}
