import { Agent, type IncomingMessage, request } from 'node:http'
import type { RoomFrame } from '@gavel/contracts'
import { WebSocket } from 'ws'

export type Transport = 'sse' | 'websocket'

/** How a stream ended: the close code or the status it had, and whether it was said to be the end. */
export type End = { code?: number; status?: number; whole?: boolean }

/** One open stream, from the client's end of the socket. */
export type Stream = {
  /** Destroys the socket: no goodbye. */
  cut(): void
  stopReading(): void
  readOn(): void
}

export type Heard = { frame(frame: RoomFrame, text: string): void; ended(end: End): void }

type Address = { transport: Transport; baseUrl: string; lotId: string; after: string }

// `fetch` reads ahead into buffers of its own and hides that its user has stopped; these two do not.

/** Opens a stream; `heard` is told of every frame, and once of the end. */
export function openStream({ transport, baseUrl, lotId, after }: Address, heard: Heard): Stream {
  let isOver = false
  const once: Heard = {
    frame: (...told) => {
      if (!isOver) heard.frame(...told)
    },
    ended(end) {
      if (!isOver) heard.ended(end)
      isOver = true
    },
  }
  return transport === 'sse'
    ? overSse(`${baseUrl}/api/lots/${lotId}/events`, after, once)
    : overWebSocket(`${baseUrl}/api/lots/${lotId}/live?after=${after}`, once)
}

/** Keeps its connections, as a browser does: a server that closes must not wait for them. */
const agent = new Agent({ keepAlive: true, maxSockets: Infinity })

function overSse(address: string, after: string, heard: Heard): Stream {
  let answer: IncomingMessage | undefined
  const asked = request(address, { agent, headers: { 'Last-Event-ID': after } })
  asked.on('response', (response) => {
    answer = response
    const status = response.statusCode ?? 0
    if (status !== 200) {
      response.resume()
      heard.ended({ status })
      return
    }
    response.setEncoding('utf8').on('data', eventsTo(heard))
    response.on('error', () => {})
    response.on('close', () => heard.ended({ whole: response.complete }))
  })
  asked.on('error', () => heard.ended({}))
  asked.end()
  return {
    cut: () => void asked.destroy(),
    stopReading: () => void answer?.pause(),
    readOn: () => void answer?.resume(),
  }
}

/** Reads Server-Sent Events as the house writes them: one `data:` line each. */
function eventsTo({ frame }: Heard): (piece: string) => void {
  let text = ''
  return (piece) => {
    const events = (text + piece).split('\n\n')
    text = events.pop() ?? ''
    for (const event of events) {
      const data = event.slice(event.indexOf('data: ') + 'data: '.length)
      frame(JSON.parse(data) as RoomFrame, data)
    }
  }
}

function overWebSocket(address: string, { frame, ended }: Heard): Stream {
  const socket = new WebSocket(address, { perMessageDeflate: false })
  socket.on('message', (bytes: Buffer) => {
    const text = bytes.toString()
    frame(JSON.parse(text) as RoomFrame, text)
  })
  socket.on('unexpected-response', (_, { statusCode: status = 0 }) => {
    ended({ status })
    socket.terminate()
  })
  socket.on('error', () => ended({}))
  socket.on('close', (code) => ended({ code }))
  return {
    cut: () => socket.terminate(),
    stopReading: () => socket.pause(),
    readOn: () => socket.resume(),
  }
}
