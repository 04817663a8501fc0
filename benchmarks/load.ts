import { isDomainError } from '@gavel/domain'
import autocannon from 'autocannon'
import type { Round } from './figures.ts'

/** How many requests are under way at any time. */
export const CONNECTIONS = 32

/** What is asked; each connection goes through them again and again. */
export type Asked = autocannon.Request[]

export type Load = Round & {
  /** How often the house said no: 409. */
  refused: number
  /** How often the answer was another error. */
  failed: number
}

export type Loading = {
  seconds: number
  /** The status that counts. */
  status?: number
  connections?: number
  /** How many are asked at the most. */
  perSecond?: number
}

/** Asks a server for so many seconds, and counts the answers with one status. */
export async function load(
  baseUrl: string,
  requests: Asked,
  { seconds, status = 200, connections = CONNECTIONS, perSecond }: Loading,
): Promise<Load> {
  const delays: number[] = []
  const began = performance.now()
  let [refused, failed, last] = [0, 0, began]
  const rate = perSecond ? { overallRate: perSecond } : {}
  await new Promise<void>((done, fail) => {
    const asking = autocannon(
      { url: baseUrl, connections, duration: seconds, requests, ...rate },
      (error: Error | null) => (error ? fail(error) : done()),
    )
    asking.on('response', (_client, answered, _bytes, delay) => {
      last = performance.now()
      if (answered === status) delays.push(delay)
      else if (answered === 409) refused += 1
      else if (answered >= 400) failed += 1
    })
  })
  return { perSecond: (1_000 * delays.length) / (last - began), delays, refused, failed }
}

/** Does something without HTTP, so many times at once. @throws whatever is no refusal. */
export async function atOnce(
  work: () => Promise<unknown>,
  { seconds, connections = CONNECTIONS }: Loading,
): Promise<Load> {
  const delays: number[] = []
  const began = performance.now()
  const end = began + 1_000 * seconds
  let refused = 0
  const one = async () => {
    while (performance.now() < end) {
      const asked = performance.now()
      try {
        await work()
        delays.push(performance.now() - asked)
      } catch (error) {
        if (!isDomainError(error)) throw error
        refused += 1
      }
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  const took = performance.now() - began
  return { perSecond: (1_000 * delays.length) / took, delays, refused, failed: 0 }
}
