import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { WebSocket } from 'ws'

/** Bytes that a process holds. */
export type Memory = {
  /** What JavaScript can reach, its buffers included, after everything else was collected. */
  held: number
  /** What the system has given it, and it has not given back. */
  resident: number
}

/** Asks a process how much it holds, by the port of its inspector. */
export const memoryOf = (port: number | null): Promise<Memory> =>
  inspected(port, async (socket) => {
    // What is finalised by the first collection is gone with the second.
    for (let time = 0; time < 2; time += 1) {
      await ask(socket, 'HeapProfiler.collectGarbage')
      await pause(100)
    }
    const { heapUsed = 0, external = 0, rss = 0 } = await evaluate(socket, 'process.memoryUsage()')
    return { held: heapUsed + external, resident: rss }
  })

/** The milliseconds of processor time that a process has used. */
export const processorTimeOf = (port: number | null): Promise<number> =>
  inspected(port, async (socket) => {
    const { user = 0, system = 0 } = await evaluate(socket, 'process.cpuUsage()')
    return (user + system) / 1_000
  })

/** How many connections a process has on a port of its own, asked of Node itself. */
export const connectionsOf = (port: number | null, own: string): Promise<number> =>
  inspected(port, async (socket) => {
    const here = `process._getActiveHandles().filter(({ localPort }) => localPort === ${own})`
    const { count = 0 } = await evaluate(socket, `({ count: ${here}.length })`)
    return count
  })

async function inspected<T>(
  port: number | null,
  use: (socket: WebSocket) => Promise<T>,
): Promise<T> {
  const list = await fetch(`http://127.0.0.1:${port}/json/list`)
  const [target] = (await list.json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await once(socket, 'open')
  try {
    return await use(socket)
  } finally {
    socket.close()
  }
}

/** Evaluates an expression whose value is an object of numbers. */
async function evaluate(socket: WebSocket, expression: string): Promise<Record<string, number>> {
  const { result } = await ask(socket, 'Runtime.evaluate', { expression, returnByValue: true })
  return result.value
}

type Answer = { result: { value: Record<string, number> } }

let asked = 0

async function ask(socket: WebSocket, method: string, params: object = {}): Promise<Answer> {
  asked += 1
  const id = asked
  socket.send(JSON.stringify({ id, method, params }))
  for (;;) {
    const [bytes] = (await once(socket, 'message')) as [Buffer]
    const answer = JSON.parse(bytes.toString()) as { id?: number; result: Answer }
    if (answer.id === id) return answer.result
  }
}
