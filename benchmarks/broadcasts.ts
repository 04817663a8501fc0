import { type Crowd, crowdAt } from './crowds.ts'
import { type Server, startServer } from './servers.ts'
import type { Teller } from './watched-room.ts'

/** A crowd at a server that is nothing but `ws`, and what tells it the bytes of an event. */
export type Broadcasts = { crowd: Crowd; tellerOf(frame: string): Teller; end(): Promise<void> }

export async function openBroadcasts(clients: number): Promise<Broadcasts> {
  const server = await startServer('bare-ws')
  const crowd = crowdAt('websocket', server.baseUrl.replace('http', 'ws'))
  await crowd.open(clients)
  return {
    crowd,
    tellerOf: (frame) => tellerAt(server, frame),
    async end() {
      await Promise.all([crowd.end(), server.end()])
    },
  }
}

/** Each has another number, so that its arrivals are known from others'. */
function tellerAt({ baseUrl }: Server, frame: string): Teller {
  const began = new Map<number, number>()
  let last = 1_000
  return {
    async tell() {
      last += 1
      const seq = last
      const body = frame.replace(/"seq":\d+/, `"seq":${seq}`)
      const answer = await fetch(baseUrl, { method: 'POST', body })
      began.set(seq, Number(await answer.text()))
    },
    moments: async () => new Map(began),
  }
}
