import { once } from 'node:events'
import { connect } from 'node:net'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'

export type Received = { status: number; headers: IncomingHttpHeaders; text: string }

type How = {
  method?: string | undefined
  upgrade?: string | undefined
  headers?: Record<string, string> | undefined
}

/** Sends GET with these headers. The response is not checked against the contract. */
export const sendWithHeaders = (baseUrl: string, path: string, headers: Record<string, string>) =>
  sendAsWritten(baseUrl, path, { headers })

/**
 * Sends a request with the path exactly as written; other clients normalise it. The status is 0 if
 * the server closes the connection without a response.
 */
export async function sendAsWritten(
  baseUrl: string,
  path: string,
  { method = 'GET', upgrade, headers: more = {} }: How = {},
): Promise<Received> {
  const { hostname, port } = new URL(baseUrl)
  const headers = { ...more, ...(upgrade && { Connection: 'Upgrade', Upgrade: upgrade }) }
  const sending = request({ hostname, port, path, method, headers }).end()
  const answered = once(sending, 'response').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') return [null]
    throw error
  })
  const [answer] = (await answered) as [IncomingMessage | null]
  if (!answer) return { status: 0, headers: {}, text: '' }
  return { status: answer.statusCode ?? 0, headers: answer.headers, text: await text(answer) }
}

/** Sends lines as they are and returns everything received until the connection closes. */
export async function sendLines(baseUrl: string, lines: string[]): Promise<string> {
  const { hostname, port, host } = new URL(baseUrl)
  const socket = connect(Number(port || 80), hostname)
  const [first, ...headers] = lines
  const all = [first, `Host: ${host}`, ...headers, 'Connection: close', '', '']
  socket.write(all.join('\r\n'))
  return text(socket)
}
