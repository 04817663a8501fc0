import { api } from '@gavel/contracts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { breachesIn, emptyHouse } from '../database.ts'
import { type RunningTwin, startTwin, type Twin } from '../twins.ts'
import { checkConversations } from './check.ts'
import { before, newWorld } from './world.ts'

// Requests that nobody has thought of. Each twin has a house of its own, the same is asked of all in
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

/** Milliseconds for all of it, on a machine with much else to do, and to make a failure small. */
const PATIENCE = 240_000 + 60 * REQUESTS

/** The custom server is Next's app behind a door of its own. */
const TWINS = ['express', 'next', 'next-ws'] as const

type Database = Awaited<ReturnType<typeof emptyHouse>>

let databases: Database[]
let servers: (RunningTwin & { twin: Twin })[]

beforeAll(async () => {
  databases = await Promise.all(TWINS.map(emptyHouse))
  servers = await Promise.all(
    TWINS.map(async (twin, at) => ({
      twin,
      ...(await startTwin(twin, databases[at]?.url ?? '', GENEROUS)),
    })),
  )
})

afterAll(async () => {
  await Promise.all(servers.map((server) => server.stop()))
  for (const database of databases) await database.drop()
})

/** A house of each, in which the same has happened before. */
function openHouses() {
  const world = newWorld()
  return Promise.all(servers.map((server) => before(server, world)))
}

describe('requests made from the operations, well and broken', () => {
  it(
    'are answered by all alike, as the contract has it, and leave the books right',
    async () => {
      const heard = new Map<string, number>()
      const listen = (operation: string, answer: string) => {
        const line = `${operation} ${answer}`
        heard.set(line, (heard.get(line) ?? 0) + 1)
      }

      const size = { requests: REQUESTS, longest: 200, lanes: 4 }
      const count = await checkConversations(size, openHouses, listen)

      for (const { url } of databases) expect(await breachesIn(url)).toEqual([])
      if (process.env.GAVEL_PATH || count < 10_000) return
      expect(unheard(heard)).toEqual([])
    },
    PATIENCE,
  )
})

/** Operations that no request has brought to their end: what is never asked well is never tried. */
const unheard = (heard: Map<string, number>): string[] =>
  Object.keys(api).filter(
    (name) =>
      name !== 'joinRoom' && ![...heard.keys()].some((line) => line.startsWith(`${name} 2`)),
  )
