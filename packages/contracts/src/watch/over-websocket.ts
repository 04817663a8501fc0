import { pathTo } from '../operation.ts'
import { joinRoom } from '../rooms.ts'
import { type Asked, refusalOf } from './line.ts'
import { bearer, openEvents } from './over-sse.ts'

/** Frames that may wait for a slow reader; with more, the line is given up and resumed later. */
const MOST_WAITING = 1_000

/** Frames over a WebSocket of the runtime's own. */
export async function* overWebSocket(asked: Asked): AsyncGenerator<string, void, undefined> {
  const socket = open(asked)
  const waiting: string[] = []
  let hasOpened = false
  let isOver = false
  let wake = () => {}
  const end = () => {
    isOver = true
    socket.close()
    wake()
  }
  socket.addEventListener('open', () => (hasOpened = true))
  socket.addEventListener('close', end)
  asked.signal.addEventListener('abort', end)
  socket.addEventListener('message', ({ data }: { data: unknown }) => {
    if (isOver) return
    waiting.push(String(data))
    if (waiting.length > MOST_WAITING) end()
    wake()
  })
  for (;;) {
    const text = waiting.shift()
    if (text !== undefined) yield text
    else if (isOver) break
    else await new Promise<void>((resolve) => (wake = resolve))
  }
  if (!hasOpened) await explain(asked)
}

/**
 * A browser takes no headers for a handshake and sends the session cookie of its own accord. Node
 * takes them in the place of the protocols.
 */
function open(asked: Asked): WebSocket {
  const address = addressOf(asked)
  address.protocol = address.protocol.replace('http', 'ws')
  if (asked.token === undefined) return new WebSocket(address)
  const options: unknown = { headers: bearer(asked) }
  return new WebSocket(address, options as string[])
}

function addressOf({ baseUrl, lotId, after }: Asked): URL {
  const address = new URL(pathTo(joinRoom, { lotId }), baseUrl)
  if (after) address.searchParams.set('after', after)
  return address
}

/**
 * Why a handshake failed no runtime tells; the same question over HTTP does. The plain path says
 * whether there is WebSocket at all, and the events whether this room opens to this client.
 * @throws the refusal, where there is one.
 */
async function explain(asked: Asked): Promise<void> {
  const { signal } = asked
  const plain = await fetch(addressOf(asked), { signal, headers: bearer(asked) })
  if (plain.status !== 426) throw await refusalOf(plain, asked)
  await plain.body?.cancel()
  const events = await openEvents(asked)
  await events.cancel()
}
