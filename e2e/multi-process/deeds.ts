import { once } from 'node:events'
import { type Agent, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'

/** Something that is asked for with a key. */
export type Asked = { path: string; body: string; key: string }

/**
 * What was asked for, and what came of it: an answer, or the code of an error, and whether that was on
 * a line over which an answer had come before.
 */
export type Sent = Asked & { begunAt: number; took: number } & (
    | { status: number; told: string; replayed: boolean; headers: IncomingMessage['headers'] }
    | { status: null; error: string; reused: boolean }
  )

/** Asks for it, over a line of its agent's, or a new one. */
export async function send(
  { baseUrl }: { baseUrl: string },
  { path, body, key }: Asked,
  { token, agent }: { token: string; agent: Agent | false },
): Promise<Sent> {
  const begunAt = performance.now()
  const headers = {
    Authorization: `Bearer ${token}`,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Idempotency-Key': key,
  }
  const sending = request(new URL(path, baseUrl), { method: 'POST', headers, agent }).end(body)
  const asked = () => ({ path, body, key, begunAt, took: performance.now() - begunAt })
  try {
    const [answer] = (await once(sending, 'response')) as [IncomingMessage]
    const { statusCode = 0, headers: given } = answer
    const told = await text(answer)
    const replayed = given['idempotency-replayed'] === 'true'
    return { ...asked(), status: statusCode, told, replayed, headers: given }
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException
    return { ...asked(), status: null, error: code, reused: sending.reusedSocket }
  }
}
