import type { IncomingMessage, ServerResponse } from 'node:http'
import { requestIdFrom, type RequestLogEntry, traceIdFrom } from '@gavel/contracts'
import type { Response } from 'express'
import { pinoHttp } from 'pino-http'
import { log } from '../log.ts'

/**
 * One log entry per request, when the answer has ended or the client has disconnected.
 * TWIN(request-log): Express has the response from the start, so middleware can wait for its end.
 * pino-http would also log the URL and all headers, which contain secrets; the serializers drop them.
 */
export const requestLog = pinoHttp({
  logger: log,
  genReqId: (req, res) => {
    const id = requestIdFrom(header(req, 'x-request-id'))
    res.setHeader('X-Request-Id', id)
    return id
  },
  quietReqLogger: true,
  customAttributeKeys: { reqId: 'requestId' },
  serializers: { req: () => undefined, res: () => undefined },
  autoLogging: { ignore: (req) => req.url === '/house.css' },
  customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
  customSuccessMessage: () => 'Request ended',
  customErrorMessage: () => 'Request failed',
  customSuccessObject: (req, res, { responseTime }) => entry(req, res, responseTime),
  customErrorObject: (req, res, error, { responseTime }) => ({
    ...entry(req, res, responseTime),
    err: error,
  }),
})

/** The fields of the entry beside `requestId`, which pino-http adds itself. */
function entry(
  req: IncomingMessage,
  res: ServerResponse,
  milliseconds: number,
): Omit<RequestLogEntry, 'requestId'> {
  const { operation = null, user } = (res as Response).locals
  return {
    traceId: traceIdFrom(header(req, 'traceparent')),
    method: req.method ?? '',
    operation,
    userId: user?.id,
    status: isAnswered(req, res) ? res.statusCode : null,
    durationMs: Math.round(milliseconds),
  }
}

/** Whether the client got the answer, or at least sent its request before it disconnected. */
const isAnswered = (req: IncomingMessage, res: ServerResponse): boolean =>
  res.writableFinished || (res.headersSent && req.complete)

const header = (req: IncomingMessage, name: string): string | undefined =>
  req.headers[name]?.toString()
