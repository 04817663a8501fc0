import { type Answer, ELLIPSIS } from './answer.ts'

/** Which id of the house each id of the document has turned out to be. */
export type Ids = Map<string, string>

/**
 * What came, as the document would tell it: without what it leaves out, and with its own ids and
 * times in their places. Where the two agree, that is what the document tells.
 */
export function asTold(came: Answer, told: Answer, ids: Ids): Answer {
  return {
    status: came.status,
    headers: valuesAsTold(only(came.headers, told.headers), told.headers, ids),
    body: valueAsTold(onlyFrames(came.body, told.body), told.body, ids),
  }
}

type Values = Record<string, unknown>

function valueAsTold(came: unknown, told: unknown, ids: Ids): unknown {
  if (typeof came === 'string' && typeof told === 'string')
    return isMeant(came, told, ids) ? told : came
  if (Array.isArray(came) && Array.isArray(told)) return listAsTold(came, told, ids)
  if (!isObject(came) || !isObject(told)) return came
  const shown = ELLIPSIS in told ? { ...only(came, told), [ELLIPSIS]: true } : came
  return valuesAsTold(shown, told, ids)
}

function listAsTold(came: unknown[], told: unknown[], ids: Ids): unknown[] {
  const shown = told.at(-1) === ELLIPSIS ? [...came.slice(0, told.length - 1), ELLIPSIS] : came
  return shown.map((item, index) => valueAsTold(item, told[index], ids))
}

const valuesAsTold = <Shown extends Values>(came: Shown, told: Values, ids: Ids): Shown =>
  Object.fromEntries(
    Object.entries(came).map(([name, value]) => [name, valueAsTold(value, told[name], ids)]),
  ) as Shown

/** The members that the document tells as well. */
const only = <Came extends Values>(came: Came, told: Values): Came =>
  Object.fromEntries(Object.entries(came).filter(([name]) => name in told)) as Came

/** A stream may carry others between the frames that are told: heartbeats, and how many watch. */
function onlyFrames(came: unknown, told: unknown): unknown {
  if (!isFrames(came) || !isFrames(told)) return came
  const events = new Set(told.map(({ event }) => event))
  return came.filter(({ event }) => events.has(event))
}

const isFrames = (body: unknown): body is Values[] => Array.isArray(body)

const isObject = (value: unknown): value is Values => typeof value === 'object' && value !== null

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const TIME = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z'
const LOOSE = new RegExp(`(${UUID}|${TIME}|${ELLIPSIS})`)

/** Whether a text is the one that is told, but for its ids, its times and what is left out. */
function isMeant(came: string, told: string, ids: Ids): boolean {
  // Splitting by a group leaves what it matched at every odd place.
  const parts = told.split(LOOSE)
  const pattern = parts.map((part, index) =>
    index % 2 === 0 ? literally(part) : looseAs(part, ids),
  )
  const found = new RegExp(`^${pattern.join('')}$`).exec(came)
  if (!found) return false
  const newIds = parts.filter((part) => isId(part) && !ids.has(part))
  newIds.forEach((id, index) => ids.set(id, found[index + 1] ?? ''))
  return true
}

const literally = (part: string) => part.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`)

const isId = (part: string) => new RegExp(`^${UUID}$`).test(part)

function looseAs(part: string, ids: Ids): string {
  if (part === ELLIPSIS) return '.*'
  if (isId(part)) return ids.get(part) ?? `(${UUID})`
  return TIME
}
