import { setTimeout as pause } from 'node:timers/promises'

/** Milliseconds until something is so; Infinity where it is not so in time. */
export async function until(isSo: () => boolean, atMost: number): Promise<number> {
  const start = performance.now()
  while (!isSo()) {
    if (performance.now() - start > atMost) return Infinity
    await pause(20)
  }
  return performance.now() - start
}
