import type { Agent } from 'node:http'
import { operationsAt } from '@gavel/contracts/suite/operations.ts'
import type { Answer } from '@gavel/contracts/suite/answers.ts'
import type { OpenedSession } from '@gavel/domain'
import { type ARequest, isLeftToFramework } from './a-request.ts'
import { flawsOf } from './agreement.ts'
import type { Told } from './essence.ts'
import { exchange } from './exchange.ts'
import { nextPageIn } from './in-names.ts'
import { begin, comeBack, filled, type House, moments, newWorld } from './world.ts'

/**
 * Hears how each request was answered that all were asked: the operation, or the method where it is
 * none, and the answer.
 */
export type Listener = (operation: string, answer: string) => void

/**
 * Asks the same of all houses, one request after the other, from a beginning of its own. Requests that the
 * frameworks answer themselves are left out.
 * @throws Error at the first request that is not answered as it must be, with what is wrong.
 */
export async function converse(
  requests: readonly ARequest[],
  before: readonly House[],
  { agent, heard }: { agent: Agent; heard: Listener },
): Promise<void> {
  const [world, start] = [newWorld(), moments()]
  const houses = await Promise.all(before.map((house) => begin(house, world, start)))
  for (const asked of requests) {
    const moment = moments()
    const isLeft = (house: House) => isLeftToFramework(asked, filled(asked.target, house, moment))
    if (houses.some(isLeft)) continue
    const told: Told[] = await Promise.all(
      houses.map(async (house) => ({
        house,
        answer: await exchange(asked, house, { agent, moment }),
      })),
    )
    const flaws = flawsOf(told)
    if (flaws.length > 0)
      throw new Error([`Asked ${asked.method} ${asked.target}`, ...flaws].join('\n'))
    const [one] = told
    if (one) heard(nameOf(one.answer), outcome(one.answer))
    await Promise.all(told.map((each) => learn(each, asked)))
  }
}

function nameOf({ method, target }: Answer): string {
  const [pathname = ''] = target.split(/[?#]/, 1)
  const found = operationsAt(pathname).find((one) => one.method === method)
  return found?.name ?? method
}

/** The status, and the code of a problem. */
const outcome = ({ status, text }: Answer): string =>
  `${status} ${/"code":"([\w-]+)"/.exec(text ?? '')?.[1] ?? ''}`.trim()

/**
 * What later requests may name: the last lot that came in, where a list goes on, and new sessions for
 * those who have left.
 */
async function learn({ house, answer }: Told, asked: ARequest): Promise<void> {
  const { names } = house
  const { location } = answer.headers
  if (typeof location === 'string') names.set('new', location.replace('/api/lots/', ''))
  const cursor = nextPageIn(answer)
  if (cursor) names.set(`cursor of ${nameOf(answer)}`, cursor)
  if (nameOf(answer) === 'changePassword' && answer.status === 200)
    return learnPassword(house, asked, answer)
  if (!mayEndSession(answer)) return
  for (const name of ['ada', 'ben', 'dora'].filter((one) => isNamed(asked, one)))
    await comeBack(house, name)
}

/** Whoever has changed the password says who they are, and with which token they go on. */
function learnPassword(house: House, { body }: ARequest, { text }: Answer): void {
  const { password } = JSON.parse(filled(String(body), house, moments())) as { password: string }
  const { user, token } = JSON.parse(text ?? '') as OpenedSession
  house.names.set(user.name, token).set(`${user.name} password`, password)
}

/** Signing out does, and so does signing in where a cookie shows the session before. */
const mayEndSession = ({ target, status }: Answer): boolean =>
  /^\/api\/(sessions|users)/.test(target) && (status === 204 || status === 201)

const isNamed = ({ headers }: ARequest, name: string): boolean =>
  headers.some(([, value]) => value.includes(`{{${name}}}`))
