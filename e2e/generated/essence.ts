import type { Answer } from '@gavel/contracts/suite/answers.ts'
import { inNames, isOfEverybody } from './in-names.ts'
import type { House } from './world.ts'

/** An answer, and the house that gave it. */
export type Told = { house: House; answer: Answer }

/** Headers whose value means something to a client of the API. */
const COMPARED = ['etag', 'location', 'idempotency-replayed']

/**
 * What must be the same on all apps: the body and some headers of a success, and of an error only that
 * it is one, because the order in which several errors of a request are found is not promised.
 */
export function essenceOf({ house, answer }: Told): Map<string, string> {
  const { status, headers, text } = answer
  if (status >= 400) return new Map([['status', 'an error']])
  const compared = COMPARED.map((name) => [name, inNames(String(headers[name]), house)] as const)
  const said = new Map<string, string>([['status', String(status)], ...compared])
  return isOfEverybody(answer) ? said : said.set('body', inNames(text ?? '', house))
}
