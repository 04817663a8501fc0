import { type AddressInfo, createServer } from 'node:net'
import { LaunchProblem } from './problem.ts'

/** Whether nothing listens on that port of 127.0.0.1. */
export function isFree(port: number): Promise<boolean> {
  return listenOnce(port).then((found) => found !== undefined)
}

/** A port of 127.0.0.1 that is free at this moment. */
export async function freePort(): Promise<number> {
  const found = await listenOnce(0)
  if (found === undefined) throw new LaunchProblem('This machine has no free port on 127.0.0.1.')
  return found
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer()
    probe.on('error', () => resolve(undefined))
    probe.listen(port, '127.0.0.1', () => {
      const { port: found } = probe.address() as AddressInfo
      probe.close(() => resolve(found))
    })
  })
}
