import { Agent, request } from 'node:http'
import { WebSocket } from 'ws'

export type Transport = 'sse' | 'websocket'

export type Heard = {
  /** The stream is open: what happens from now on is told. */
  open(): void
  /** An event of the log, or whatever else has a number. */
  event(seq: number): void
  failed(error: Error): void
}

// A thousand of these must cost less than the server that is measured: nothing is parsed but what is
// looked for.

/** Opens a stream and reads it for as long as the process lives. */
export function openStream(transport: Transport, address: string, heard: Heard): void {
  if (transport === 'sse') overSse(address, heard)
  else overWebSocket(address, heard)
}

const SEQ = /"seq":(\d+)/
const READY = '"type":"ready"'

function hear(text: string, { open, event }: Heard): void {
  const seq = SEQ.exec(text)?.[1]
  if (seq) event(Number(seq))
  else if (text.includes(READY)) open()
}

const agent = new Agent({ maxSockets: Infinity })

function overSse(address: string, heard: Heard): void {
  let text = ''
  const asked = request(address, { agent }, (response) => {
    if (response.statusCode !== 200) heard.failed(new Error(`${address}: ${response.statusCode}`))
    response.setEncoding('utf8').on('data', (piece: string) => {
      const events = (text + piece).split('\n\n')
      text = events.pop() ?? ''
      for (const event of events) hear(event, heard)
    })
  })
  asked.on('error', heard.failed)
  asked.end()
}

function overWebSocket(address: string, heard: Heard): void {
  const socket = new WebSocket(address, { perMessageDeflate: false })
  socket.on('message', (bytes: Buffer) => hear(bytes.toString('latin1'), heard))
  socket.on('error', heard.failed)
}
