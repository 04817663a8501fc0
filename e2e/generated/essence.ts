import type { Answer } from '@gavel/contracts/suite/answers.ts'
import { inNames, isOfEverybody } from './in-names.ts'
import type { House } from './world.ts'

/** An answer, and the house that gave it. */
export type Told = { house: House; answer: Answer }

/** Headers that Node's server sends by itself or the frameworks each in its own way: TWIN(json). */
const LEFT_OUT = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']

/** What is compared of a header that is not the same on both twins as it stands, and why. */
const PART_OF: Record<string, (value: string) => string> = {
  // Express adds `; charset=utf-8`: TWIN(json).
  'content-type': (value) => value.replace(/;.*/, ''),
  // Next names the headers of its own router on every answer.
  vary: (value) =>
    value
      .toLowerCase()
      .split(/, */)
      .filter((name) => !/^(rsc$|next-)/.test(name))
      .join(', '),
  // Another one for every request, where its client has not named it.
  'x-request-id': (value) => value.replace(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f-]{21}$/, '…'),
  // How long to wait depends on the moment.
  'retry-after': (value) => value.replace(/^\d+$/, '…'),
  ratelimit: (value) => value.replace(/t=\d+$/, 't=…'),
}

/**
 * What is compared of an answer, by name: the status, each header and the body, in the names of its
 * house.
 */
export function essenceOf({ house, answer }: Told): Map<string, string> {
  const { status, headers, text } = answer
  const told = Object.entries(headers)
    .filter(([name, value]) => value !== undefined && !LEFT_OUT.includes(name))
    .map(([name, value]) => [name, PART_OF[name]?.(String(value)) ?? String(value)] as const)
  const all = [['status', String(status)], ...told] as const
  const said = new Map(all.map(([name, value]) => [name, inNames(value, house)]))
  return isOfEverybody(answer) ? said : said.set('body', inNames(text ?? '', house))
}
