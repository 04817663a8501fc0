import type { Agent } from 'node:http'
import { createClient, operationsAt } from '@gavel/contracts'
import type { Answer } from '@gavel/contracts/story/answers.ts'
import type { OpenedSession } from '@gavel/domain'
import type { ARequest } from './a-request.ts'
import { flawsOf } from './agreement.ts'
import { exchange } from './exchange.ts'
import { begin, filled, type House, type Names, newWorld } from './world.ts'

/** The houses of the twins, in which the same has happened. */
export type Pair = readonly [express: House, next: House]

/** Hears how each request was answered: the operation, or the method where it is none, and the answer. */
export type Listener = (operation: string, answer: string) => void

/**
 * Asks the same of both houses, one request after the other, from a beginning of its own.
 * @throws Error at the first request that is not answered as it must be, with what is wrong.
 */
export async function converse(
  requests: readonly ARequest[],
  [express, next]: Pair,
  { agent, heard }: { agent: Agent; heard: Listener },
): Promise<void> {
  const world = newWorld()
  const pair = await Promise.all([begin(express, world), begin(next, world)])
  for (const asked of requests) {
    const answers = await Promise.all(pair.map((house) => exchange(asked, house, agent)))
    const [one, other] = answers as [Answer, Answer]
    const flaws = flawsOf(one, other)
    if (flaws.length > 0)
      throw new Error([`Asked ${asked.method} ${asked.target}`, ...flaws].join('\n'))
    heard(nameOf(one), outcome(one))
    await Promise.all(pair.map((house, at) => learn(house, asked, answers[at])))
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

/** What later requests may name: the last lot that came in, and new sessions for those who have left. */
async function learn({ baseUrl, names }: House, asked: ARequest, answer?: Answer): Promise<void> {
  const location = answer?.headers.location
  if (typeof location === 'string') names.set('new', location.replace('/api/lots/', ''))
  if (!answer) return
  if (nameOf(answer) === 'changePassword' && answer.status === 200)
    return learnPassword(names, filled(String(asked.body), names), answer)
  if (!mayEndSession(answer)) return
  for (const name of ['ada', 'ben', 'dora'].filter((one) => isNamed(asked, one))) {
    const email = names.get(`${name} mail`) ?? ''
    const password = names.get(`${name} password`) ?? ''
    const { token } = await createClient(baseUrl).signIn({ email, password })
    names.set(name, token)
  }
}

/** Whoever has changed the password says who they are, and with which token they go on. */
function learnPassword(names: Names, body: string, { text }: Answer): void {
  const { password } = JSON.parse(body) as { password: string }
  const { user, token } = JSON.parse(text ?? '') as OpenedSession
  names.set(user.name, token).set(`${user.name} password`, password)
}

/** Signing out does, and so does signing in where a cookie shows the session before. */
const mayEndSession = ({ target, status }: Answer): boolean =>
  /^\/api\/(sessions|users)/.test(target) && (status === 204 || status === 201)

const isNamed = ({ headers }: ARequest, name: string): boolean =>
  headers.some(([, value]) => value.includes(`{{${name}}}`))
