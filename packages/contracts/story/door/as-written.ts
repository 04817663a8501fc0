import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Written = { status: number; headers: IncomingHttpHeaders; text: string }

/** Asks for a path letter by letter; other clients put one in order before they send it. */
export async function askAsWritten(
  baseUrl: string,
  path: string,
  method = 'GET',
): Promise<Written> {
  const { hostname, port } = new URL(baseUrl)
  const sending = request({ hostname, port, path, method }).end()
  const [answer] = (await once(sending, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) }
}
