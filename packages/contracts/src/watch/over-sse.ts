import { pathTo } from '../operation.ts'
import { watchRoom } from '../rooms.ts'
import { EventStream } from './event-stream.ts'
import { type Asked, refusalOf } from './line.ts'

/** Frames as Server-Sent Events, by `fetch`: an `EventSource` would not say why it was refused. */
export async function* overSse(asked: Asked): AsyncGenerator<string, void, undefined> {
  const reader = (await openEvents(asked)).getReader()
  const events = new EventStream(asked.retry)
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    for (const { data } of events.read(value)) yield data
  }
}

/** @throws the refusal, where there is one. */
export async function openEvents(asked: Asked): Promise<ReadableStream<Uint8Array>> {
  const address = new URL(pathTo(watchRoom, asked), asked.baseUrl)
  if (asked.after) address.searchParams.set('after', asked.after)
  const response = await fetch(address, {
    cache: 'no-store',
    signal: asked.signal,
    headers: { Accept: 'text/event-stream', ...bearer(asked) },
  })
  if (!response.ok || !response.body) throw await refusalOf(response, asked)
  return response.body
}

export const bearer = ({ token }: Asked): Record<string, string> =>
  token === undefined ? {} : { Authorization: `Bearer ${token}` }
