import { createClient, type ProblemError } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'

// A password is changed at one twin, and it does not matter which of them is asked then.

const [OLD, NEW] = ['going going gone', 'gone for good']

let house: Awaited<ReturnType<typeof emptyHouse>>
let express: RunningTwin
let next: RunningTwin

beforeAll(async () => {
  house = await emptyHouse()
  ;[express, next] = await Promise.all([
    startTwin('express', house.url),
    startTwin('next', house.url),
  ])
})

afterAll(async () => {
  await Promise.all([express.stop(), next.stop()])
  await house.drop()
})

/** Somebody new, with one session that both twins know. */
async function arrive(name: string) {
  const email = `${name}@passwords.test`
  const { token } = await createClient(express.baseUrl).signUp({ email, password: OLD, name })
  const at = (twin: RunningTwin) => createClient(twin.baseUrl, { token })
  return { email, at }
}

/** The code of a refusal, or null where there is none. */
const codeOf = (asked: Promise<unknown>): Promise<string | null> =>
  asked.then(() => null).catch(({ code }: ProblemError) => code)

describe.each(['express', 'next'] as const)('a password that is changed at %s', (kind) => {
  it('is changed at the other, and the sessions before it have ended there', async () => {
    const [here, there] = kind === 'express' ? [express, next] : [next, express]
    const { email, at } = await arrive(kind)

    const { token } = await at(here).changePassword({ current: OLD, password: NEW })

    const other = createClient(there.baseUrl)
    expect(await codeOf(at(there).whoAmI())).toBe('session-ended')
    expect(await codeOf(other.signIn({ email, password: OLD }))).toBe('wrong-credentials')
    expect(await codeOf(other.signIn({ email, password: NEW }))).toBeNull()
    expect(await createClient(there.baseUrl, { token }).whoAmI()).toMatchObject({ email })
  })
})

describe('wrong current passwords at both twins at the same moment', () => {
  it('are ten together, and then both refuse the right one', async () => {
    const { at } = await arrive('ada')
    const change = (twin: RunningTwin, current: string) =>
      codeOf(at(twin).changePassword({ current, password: NEW }))
    const times = (count: number, twin: RunningTwin) =>
      Array.from({ length: count }, () => change(twin, 'going'))

    const codes = await Promise.all([...times(8, express), ...times(8, next)])

    const given = (code: string) => codes.filter((one) => one === code).length
    expect([given('wrong-password'), given('too-many-requests')]).toEqual([10, 6])
    for (const twin of [express, next]) expect(await change(twin, OLD)).toBe('too-many-requests')
  })
})
