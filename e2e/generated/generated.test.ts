import { api } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin } from '../twins.ts'
import { checkConversations } from './check.ts'
import { before, newWorld } from './world.ts'

// Requests that nobody has thought of. Each twin has a house of its own, the same is asked of both in
// lockstep, and so the same must come of it.

/** Nobody is counted here: a quota is used up by the clock, and that is not the same in two houses. */
const GENEROUS = {
  BIDS_PER_10_SECONDS: '1000000',
  SIGN_UPS_PER_MINUTE: '1000000',
  FAILED_SIGN_INS_PER_ADDRESS: '1000000',
  STREAMS_PER_USER: '10000',
  STREAMS_PER_ADDRESS: '100000',
  TRUST_PROXY: '1',
}

const REQUESTS = Number(process.env.GAVEL_REQUESTS ?? 10_000)

type Databases = Awaited<ReturnType<typeof emptyHouse>>[]

let databases: Databases
let express: RunningTwin
let next: RunningTwin

beforeAll(async () => {
  databases = await Promise.all([emptyHouse(), emptyHouse()])
  const [one = '', other = ''] = databases.map(({ url }) => url)
  ;[express, next] = await Promise.all([
    startTwin('express', one, GENEROUS),
    startTwin('next', other, GENEROUS),
  ])
})

afterAll(async () => {
  await Promise.all([express.stop(), next.stop()])
  for (const database of databases) await database.drop()
})

/** Both houses, in which the same has happened before. */
async function openPair() {
  const world = newWorld()
  const [one, other] = await Promise.all([
    before(express.baseUrl, world),
    before(next.baseUrl, world),
  ])
  return [one, other] as const
}

describe('requests made from the operations, well and broken', () => {
  it('are answered by both twins alike, as the contract has it, and leave the books right', async () => {
    const heard = new Map<string, number>()
    const listen = (operation: string, answer: string) => {
      const line = `${operation} ${answer}`
      heard.set(line, (heard.get(line) ?? 0) + 1)
    }

    const size = { requests: REQUESTS, longest: 200, lanes: 4 }
    const count = await checkConversations(size, openPair, listen)

    for (const { url } of databases) expect(await breachesIn(url)).toEqual([])
    if (process.env.GAVEL_PATH || count < 10_000) return
    expect(unheard(heard)).toEqual([])
  }, 600_000)
})

/** Operations that no request has brought to their end: what is never asked well is never tried. */
const unheard = (heard: Map<string, number>): string[] =>
  Object.keys(api).filter(
    (name) =>
      name !== 'joinRoom' && ![...heard.keys()].some((line) => line.startsWith(`${name} 2`)),
  )
