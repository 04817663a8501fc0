import { readPosition, writePosition } from '@gavel/domain'
import { RoomFrame } from '../../src/room-frames.ts'
import { type Asked, Refused, Stream, targetOf } from './stream.ts'

/** Opens a room over Server-Sent Events. @throws Refused if the server returns an error. */
export async function openSse(lotId: string, asked: Asked = {}): Promise<Stream> {
  const leaving = new AbortController()
  const { address, headers } = targetOf('events', lotId, asked)
  const answer = await fetch(address, { headers, signal: leaving.signal })
  if (answer.status !== 200)
    throw new Refused(answer.status, Object.fromEntries(answer.headers), await answer.text())
  const stream = new Stream(() => leaving.abort())
  void listen(answer, stream)
    .catch(() => {})
    .finally(() => stream.end(0))
  return stream
}

async function listen(answer: Response, stream: Stream): Promise<void> {
  let rest = ''
  for await (const more of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const written = (rest + more).split('\n\n')
    rest = written.pop() ?? ''
    for (const event of written) stream.hear(() => read(event))
  }
}

/** Parses an event and checks the frame against the schema and against the fields id and retry. */
function read(event: string): RoomFrame {
  const [, id, retry, type, data = ''] =
    /^(?:id: (.+)\n)?(?:retry: (\d+)\n)?event: (.+)\ndata: (.+)$/.exec(event) ?? []
  const frame = RoomFrame.parse(JSON.parse(data))
  if (type === frame.type && retry === retryOf(frame) && isIdOf(frame, id)) return frame
  throw new Error(`The fields differ from the frame: ${event}`)
}

/** A browser uses it for every later reconnect, so it is at least one second. */
const retryOf = (frame: RoomFrame): string | undefined =>
  frame.type === 'bye' && frame.data.reconnect
    ? String(Math.max(1_000, frame.data.retryAfterMs))
    : undefined

/** Only `ready` and logged events have an id. */
function isIdOf(frame: RoomFrame, id: string | undefined): boolean {
  if (frame.type === 'ready') return id !== undefined && readPosition(id) !== null
  return id === ('seq' in frame ? writePosition(frame) : undefined)
}
