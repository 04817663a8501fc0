import { type Agent, type ClientRequest, type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Answer } from '@gavel/contracts/suite/answers.ts'
import type { ARequest } from './a-request.ts'
import type { Body } from './bodies.ts'
import { filled, type House, type Moment } from './world.ts'

/** Milliseconds within which an answer must have come, on a machine that has much else to do. */
const PATIENCE = 10_000

/** A length that no house reads, told of a body of which nothing comes. */
const TOO_LARGE = '70000'

/** Over which connections, and when its moments are counted from. */
export type How = { agent: Agent; moment: Moment }

/**
 * Sends a request to one house and answers what comes back; of a stream, its head alone. A server
 * that hangs up without a byte has answered with status 0.
 * @throws Error where there is no answer in time.
 */
export async function exchange(asked: ARequest, house: House, how: How): Promise<Answer> {
  const { agent, moment } = how
  const target = filled(asked.target, house, moment)
  const said = { method: asked.method, target }
  const sending = request(house.baseUrl, {
    method: asked.method,
    path: target,
    headers: headersOf(asked, house, moment),
    agent,
  })
  const timer = setTimeout(() => sending.destroy(new Error('No answer in time')), PATIENCE)
  try {
    const answer = answered(sending)
    sendBody(sending, asked, bytesOf(asked.body, house, moment))
    const response = await answer
    // A server may close a connection that waits, at the moment at which the next request is sent.
    if (response === null && sending.reusedSocket) return exchange(asked, house, how)
    if (response === null) return { ...said, status: 0, headers: {}, text: '' }
    const { statusCode: status = 0, headers } = response
    const isStream = headers['content-type']?.startsWith('text/event-stream') ?? false
    if (isStream && asked.method !== 'HEAD') sending.destroy()
    return { ...said, status, headers, text: isStream ? null : await text(response) }
  } finally {
    clearTimeout(timer)
    // A body that is not at its end by now would be taken for the next request.
    if (!sending.writableFinished) sending.destroy()
  }
}

/** The body, with what this house has for its names. */
const bytesOf = (body: Body, house: House, moment: Moment): Buffer | null =>
  body === null ? null : Buffer.from(typeof body === 'string' ? filled(body, house, moment) : body)

/** What is told of the end of the body comes last, so that no generated header can take its place. */
function headersOf({ headers, body, framing }: ARequest, house: House, moment: Moment) {
  const all: Record<string, string | string[]> = {}
  for (const [name, values] of Map.groupBy(headers, ([given]) => given.toLowerCase()))
    all[name] = values.map(([, value]) => filled(value, house, moment))
  for (const [name, values] of Object.entries(all))
    if (values.length === 1 || name === 'host') all[name] = values[0] ?? ''
  const bytes = bytesOf(body, house, moment)
  if (framing === 'declared too large') all['content-length'] = TOO_LARGE
  else if (framing === 'chunked' && bytes) all['transfer-encoding'] = 'chunked'
  else if (bytes) all['content-length'] = String(bytes.length)
  return all
}

function sendBody(sending: ClientRequest, { framing }: ARequest, bytes: Buffer | null): void {
  if (framing === 'declared too large') sending.flushHeaders()
  else if (bytes === null) sending.end()
  else sending.end(bytes)
}

/** Null where the server hangs up. What goes wrong after an answer has come is nothing to it. */
const answered = (sending: ClientRequest): Promise<IncomingMessage | null> =>
  new Promise((resolve, reject) => {
    sending.once('response', resolve)
    sending.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') resolve(null)
      else reject(error)
    })
  })
