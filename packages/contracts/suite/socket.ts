import { connect as connectPlain, type Socket } from 'node:net'
import { text } from 'node:stream/consumers'
import { connect as connectTls } from 'node:tls'

/** A TCP or TLS connection to the server, for requests that no HTTP client would send. */
export function connectTo(baseUrl: string): Socket {
  const { protocol, hostname, port } = new URL(baseUrl)
  const at = { host: hostname, port: Number(port) || (protocol === 'https:' ? 443 : 80) }
  return protocol === 'https:' ? connectTls({ ...at, servername: hostname }) : connectPlain(at)
}

/** Sends lines as they are and returns everything received until the server closes the connection. */
export async function sent(baseUrl: string, ...lines: string[]): Promise<string> {
  const socket = connectTo(baseUrl)
  socket.on('error', () => {}) // the server may close while this still sends
  socket.write(lines.join('\r\n'))
  return text(socket)
}
