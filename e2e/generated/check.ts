import { Agent } from 'node:http'
import fc from 'fast-check'
import { aRequest, type ARequest } from './a-request.ts'
import { converse, type Listener } from './conversation.ts'
import type { House } from './world.ts'

/**
 * How many requests in all, how many in one conversation at most, and how many conversations at once.
 */
export type Size = { requests: number; longest: number; lanes: number }

/** Conversations with one seed, and milliseconds in which a failure is made small. */
const BATCH = { conversations: 2, patience: 120_000 }

/**
 * Holds conversations until so many requests have been answered by all houses. Each lane has houses
 * for itself; where the environment asks for one conversation to be held again, that alone is held.
 * @throws Error with the smallest conversation that goes wrong, and with what holds it again.
 */
export async function checkConversations(
  { requests, longest, lanes }: Size,
  open: () => Promise<House[]>,
  listener: Listener,
): Promise<number> {
  const { GAVEL_SEED: seed = String(Date.now() % 1e9), GAVEL_PATH: path } = process.env
  const agent = new Agent({ keepAlive: true })
  const state = { seed: Number(seed), count: 0, failed: false }
  const heard: Listener = (...told) => {
    state.count += 1
    listener(...told)
  }
  const isOver = () => state.failed || state.count >= requests
  async function lane(): Promise<void> {
    const houses = await open()
    const property = fc.asyncProperty(
      fc.array(aRequest, { minLength: 1, maxLength: longest, size: 'max' }),
      (asked) => converse(asked, houses, { agent, heard }),
    )
    do {
      const run = await fc.check(property, { ...how(state.seed++), ...(path && { path }) })
      state.failed ||= run.failed
      if (run.failed) throw await failure(run)
    } while (!path && !isOver())
  }
  try {
    await Promise.all(Array.from({ length: path ? 1 : lanes }, lane))
  } finally {
    agent.destroy()
  }
  return state.count
}

const how = (seed: number) => ({
  seed,
  numRuns: BATCH.conversations,
  interruptAfterTimeLimit: BATCH.patience,
})

async function failure(run: fc.RunDetails<[ARequest[]]>): Promise<Error> {
  const report = await fc.asyncDefaultReportMessage(run)
  const reason = run.errorInstance instanceof Error ? run.errorInstance.message : ''
  return new Error([reason, report, howToRepeat(run)].join('\n\n'), { cause: run.errorInstance })
}

const howToRepeat = ({ seed, counterexamplePath }: fc.RunDetails<[ARequest[]]>): string =>
  `Ask it again, in e2e: GAVEL_SEED=${seed} GAVEL_PATH=${counterexamplePath} npx vitest run --project generated`
