import { connect as connectPlain, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'

/** A connection to a house, for requests that no client would send. */
export function wireTo(baseUrl: string): Socket {
  const { protocol, hostname, port } = new URL(baseUrl)
  const at = { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) }
  return protocol === 'https:' ? connectTls({ ...at, servername: hostname }) : connectPlain(at)
}

/** Sends bytes as they are, and answers all that comes until the other end hangs up. */
export async function sent(baseUrl: string, ...lines: string[]): Promise<string> {
  const wire = wireTo(baseUrl)
  wire.on('error', () => {}) // cut off while we send: what came before counts
  wire.write(lines.join('\r\n'))
  return text(wire)
}
