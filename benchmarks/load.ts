import autocannon from 'autocannon'
import type { Round } from './rounds.ts'

/** How many requests are under way at any time. */
export const CONNECTIONS = 32

/** What is asked; each connection goes through them again and again. */
export type Asked = autocannon.Request[]

export type Load = Round & {
  /** How many answers had another status than the one that was wanted. */
  others: number
}

/** Asks a server for so many seconds, and counts the answers with one status. */
export async function load(
  baseUrl: string,
  requests: Asked,
  { seconds, status = 200, connections = CONNECTIONS, perSecond }: Loading,
): Promise<Load> {
  const delays: number[] = []
  let others = 0
  const began = performance.now()
  let last = began
  await new Promise<void>((done, failed) => {
    const asking = autocannon(
      {
        url: baseUrl,
        connections,
        duration: seconds,
        requests,
        ...(perSecond && { overallRate: perSecond }),
      },
      (error: Error | null) => (error ? failed(error) : done()),
    )
    asking.on('response', (_client, answered, _bytes, delay) => {
      last = performance.now()
      if (answered === status) delays.push(delay)
      else others += 1
    })
  })
  return { perSecond: (1_000 * delays.length) / (last - began), delays, others }
}

export type Loading = {
  seconds: number
  /** The status that counts. */
  status?: number
  connections?: number
  /** How many are asked at the most. */
  perSecond?: number
}

/** Does something without HTTP, so many times at once. */
export async function atOnce(
  work: () => Promise<unknown>,
  { seconds, connections = CONNECTIONS }: Loading,
): Promise<Load> {
  const delays: number[] = []
  let others = 0
  const began = performance.now()
  const end = began + 1_000 * seconds
  const one = async () => {
    while (performance.now() < end) {
      const asked = performance.now()
      await work().then(
        () => delays.push(performance.now() - asked),
        () => (others += 1),
      )
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return { perSecond: (1_000 * delays.length) / (performance.now() - began), delays, others }
}
