import type { WebSocket } from 'ws'
import type { Frame } from './frame.ts'
import type { Subscription } from './subscription.ts'

/** Milliseconds between two pings; who has not answered one by the next is gone. */
const PING_EVERY = 14_000
/** Pings that a client may send between two of ours. */
const MOST_PINGS = 50

/**
 * Carries a stream over a WebSocket until either side ends it. The next frames are asked for when
 * the last have left this process, so a client that reads nothing holds no more than those.
 */
export async function pump(ws: WebSocket, subscription: Subscription): Promise<void> {
  ws.on('error', () => ws.terminate())
  ws.on('close', () => void subscription.return())
  ws.on('message', (_, isBinary) => {
    if (isBinary) ws.close(1003)
    else subscription.end('bad-frame')
  })
  subscription.signal.addEventListener('abort', () => ws.terminate())
  keepAlive(ws)
  try {
    for await (const frames of subscription) {
      await sent(ws, frames)
      const close = frames.at(-1)?.close
      if (close) ws.close(close)
    }
  } catch {
    ws.close(1011)
  }
}

/** Resolves once the last of the frames has left this process. */
const sent = (ws: WebSocket, frames: readonly Frame[]): Promise<void> =>
  new Promise((resolve, reject) => {
    frames.forEach(({ text }, index) =>
      ws.send(text, (error) => {
        if (error) reject(error)
        else if (index === frames.length - 1) resolve()
      }),
    )
  })

/** A peer that is gone without a word answers no ping; one that floods us with pings goes, too. */
function keepAlive(ws: WebSocket): void {
  let hasAnswered = true
  let pings = 0
  ws.on('pong', () => {
    hasAnswered = true
  })
  ws.on('ping', () => {
    pings += 1
    if (pings > MOST_PINGS) ws.close(1008)
  })
  const timer = setInterval(() => {
    if (!hasAnswered) return ws.terminate()
    hasAnswered = false
    pings = 0
    ws.ping()
  }, PING_EVERY)
  ws.on('close', () => clearInterval(timer))
}
