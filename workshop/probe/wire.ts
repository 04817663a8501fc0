import { connect, type Socket } from 'node:net'
import { type Answer, readAnswer } from './answer.ts'

// Requests go out as bytes over a plain socket: every HTTP client mends what it sends.

/** Milliseconds to wait for an answer, unless told otherwise. */
const PATIENCE = 15_000
/** Milliseconds that a connection has to be closed after its answer. */
const SETTLING = 250
/** What a socket hands over at a time while there is more. */
const FULL = 64 * 1024

/** What came back over one connection. */
export type Exchange = {
  /** Null where none came. */
  answer: Answer | null
  /** All bytes that came. */
  bytes: Buffer
  /** Milliseconds from the first byte sent to the close by the server; null where it stayed open. */
  closedAfter: number | null
  /** Milliseconds after which an answer would not have been waited for any longer. */
  patience: number
}

type Listening = {
  patience?: number | undefined
  /** Whether all has come that is waited for: an answer, unless told otherwise. */
  isWhole?: (bytes: Buffer) => boolean | undefined
}

/** Sends bytes and listens until the answer is whole and the connection had time to be closed. */
export function exchange(port: number, sent: Buffer, given: Listening = {}): Promise<Exchange> {
  const isHead = sent.subarray(0, 5).toString() === 'HEAD '
  const { patience = PATIENCE, isWhole = (bytes) => readAnswer(bytes, isHead)?.isWhole } = given
  return new Promise((resolve) => {
    const began = performance.now()
    const chunks: Buffer[] = []
    const socket = open(port)
    let giveUp = setTimeout(() => finish(null), patience)
    let whole = false

    socket.write(sent)
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      const isAmidMuch = chunk.length === FULL
      if (whole || isAmidMuch || !isWhole(Buffer.concat(chunks))) return
      whole = true
      clearTimeout(giveUp)
      giveUp = setTimeout(() => finish(null), SETTLING)
    })
    socket.on('close', () => finish(performance.now() - began))

    function finish(closedAfter: number | null) {
      clearTimeout(giveUp)
      socket.removeAllListeners('close').destroy()
      const bytes = Buffer.concat(chunks)
      const answer = readAnswer(bytes, isHead)
      resolve({ answer, bytes, closedAfter, patience })
    }
  })
}

/** A connection whose breaks are the finding, not an error of the probe. */
export function open(port: number): Socket {
  return connect(port, '127.0.0.1').on('error', () => {})
}
