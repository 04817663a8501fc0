import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Answer, Told } from './crowd.ts'
import type { Transport } from './stream.ts'

/** Many clients of one address, in a process of their own. */
export type Crowd = {
  /** Lets more of them in; resolves once each hears what happens. */
  open(count: number): Promise<void>
  /** The next so many arrivals of events, over all clients, at the least. @throws Error after 20 s. */
  hear(count: number): Promise<{ seq: Float64Array; at: Float64Array }>
  end(): Promise<void>
}

/** Milliseconds that clients have to come in, or to hear. */
const PATIENCE = 20_000

const running = new Set<ChildProcess>()
process.on('exit', () => running.forEach((crowd) => crowd.kill('SIGKILL')))

export function crowdAt(transport: Transport, address: string): Crowd {
  const child = fork(join(import.meta.dirname, 'crowd.ts'), { serialization: 'advanced' })
  running.add(child)
  child.once('exit', () => running.delete(child))

  async function ask(told: Told): Promise<Answer> {
    const signal = AbortSignal.timeout(PATIENCE)
    const answered = once(child, 'message', { signal }) as Promise<[Answer]>
    child.send(told)
    const [answer] = await answered
    if ('error' in answer) throw new Error(answer.error)
    return answer
  }

  return {
    async open(count) {
      await ask({ open: count, transport, address })
    },
    async hear(count) {
      const answer = await ask({ hear: count })
      if ('seq' in answer) return answer
      throw new Error('A crowd answered something else')
    },
    async end() {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    },
  }
}
