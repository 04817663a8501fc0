import { createClient, type ProblemError } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'

// What makes an address wait is kept in the database: it does not matter which twin was asked.

const ada = { email: 'ada@attempts.test', password: 'going going gone' }
const ben = { email: 'ben@attempts.test', password: 'going going gone' }

let house: Awaited<ReturnType<typeof emptyHouse>>
let express: RunningTwin
let next: RunningTwin

beforeAll(async () => {
  house = await emptyHouse()
  ;[express, next] = await Promise.all([
    startTwin('express', house.url),
    startTwin('next', house.url),
  ])
  for (const account of [ada, ben])
    await createClient(express.baseUrl).signUp({ ...account, name: 'Somebody' })
})

afterAll(async () => {
  await Promise.all([express.stop(), next.stop()])
  await house.drop()
})

/** The code of the refusal, or the name of whoever is let in. */
const signIn = (twin: RunningTwin, account: typeof ada) =>
  createClient(twin.baseUrl)
    .signIn(account)
    .then(({ user }) => user.name)
    .catch(({ code }: ProblemError) => code)

const times = (count: number, twin: RunningTwin) =>
  Array.from({ length: count }, () => signIn(twin, { ...ada, password: 'going' }))

describe('wrong passwords on both twins at the same moment', () => {
  it('are ten together, and then both refuse the right one', async () => {
    const answers = await Promise.all([...times(8, express), ...times(8, next)])

    const judged = answers.filter((answer) => answer === 'wrong-credentials')
    const refused = answers.filter((answer) => answer === 'too-many-attempts')
    expect([judged.length, refused.length]).toEqual([10, 6])
    for (const twin of [express, next]) expect(await signIn(twin, ada)).toBe('too-many-attempts')
  })

  it('make nobody else wait', async () => {
    for (const twin of [express, next]) expect(await signIn(twin, ben)).toBe('Somebody')
  })
})
