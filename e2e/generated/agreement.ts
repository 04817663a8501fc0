import { type Answer, check, takeFlaws } from '@gavel/contracts/suite/answers.ts'
import { essenceOf, type Told } from './essence.ts'
import { MARK } from './mark.ts'

/** What is wrong with the answers of the houses to one request, in sentences; none where all is well. */
export function flawsOf(told: readonly Told[]): string[] {
  const [first, ...others] = told
  const own = told.flatMap(({ house: { twin }, answer }) => {
    check(answer)
    return [...takeFlaws(), ...neverSo(answer)].map((flaw) => `${twin}: ${flaw}`)
  })
  if (!first) return own
  return [...own, ...differences(first, others)]
}

function neverSo({ method, target, status, headers, text }: Answer): string[] {
  const flaws: string[] = []
  if (status === 0) flaws.push('the connection was closed without an answer')
  if (status >= 500 && status !== 501) flaws.push(`a failure of the house: ${status} ${text}`)
  const { 'x-request-id': _, ...others } = headers
  const problem = status >= 400 ? text : ''
  if (`${problem}${JSON.stringify(others)}`.includes(MARK)) flaws.push(`it was repeated: ${text}`)
  return flaws.map((flaw) => `${method} ${target}: ${flaw}`)
}

/** Where the others part from the first. All are put in names before, so that all number alike. */
function differences(first: Told, others: readonly Told[]): string[] {
  const one = essenceOf(first)
  return others.flatMap((told) => {
    const other = essenceOf(told)
    return [...new Set([...one.keys(), ...other.keys()])]
      .filter((part) => one.get(part) !== other.get(part))
      .map((part) => {
        const [here, there] = aroundTheParting(one.get(part), other.get(part))
        return `${part}: ${first.house.twin} ${here}, ${told.house.twin} ${there}`
      })
  })
}

/** Characters that are shown before the first that is another, and in all. */
const SHOWN = { before: 80, all: 240 }

function aroundTheParting(...given: (string | undefined)[]): string[] {
  const [one = '', other = ''] = given
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const from = Math.max(0, at - SHOWN.before)
  return given.map((text) => JSON.stringify(text?.slice(from, from + SHOWN.all)) ?? 'nothing')
}
