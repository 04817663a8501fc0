import { beginLine, endLine, type Line } from '@gavel/contracts'
import { after } from 'next/server'
import { log } from '../log.ts'
import { headersOf } from './headers.ts'

/** Next has nothing that goes with a request but the request. */
const lines = new WeakMap<Request, Line>()

/**
 * Leaves one line in the log for a request of the API.
 * TWIN(line): a handler of Next gives its response away and does not see it leave; `after` is called
 * when it has. What Next answers before any handler leaves no line.
 */
export function logged(request: Request): Line {
  const line = beginLine(request.method, headersOf(request))
  lines.set(request, line)
  after(() => log().info(endLine(line), 'Request ended'))
  return line
}

/** The line of a request that `logged` has seen. */
export function lineOf(request: Request): Line {
  const line = lines.get(request)
  if (!line) throw new Error('The request has no line')
  return line
}
