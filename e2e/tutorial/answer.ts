/** An answer as curl prints it with its head; a stream's body is the list of its frames. */
export type Answer = { status: string; headers: Record<string, string>; body: unknown }

/** What stands in the document for whatever is left out. */
export const ELLIPSIS = '…'

/** Reads an answer, of curl or of the document. @throws SyntaxError where its body is not JSON. */
export function readAnswer(text: string): Answer {
  const [head = '', ...paragraphs] = text.replaceAll('\r', '').trim().split('\n\n')
  const [status = '', ...lines] = head.split('\n')
  const headers = Object.fromEntries(lines.map(field).map(([name, value]) => [lower(name), value]))
  const isStream = headers['content-type']?.startsWith('text/event-stream')
  return { status, headers, body: isStream ? paragraphs.map(frame) : json(paragraphs.join('\n\n')) }
}

/** A frame of Server-Sent Events. */
export type Frame = Record<string, unknown>

function frame(paragraph: string): Frame {
  const fields = Object.fromEntries(paragraph.split('\n').map(field))
  return { ...fields, data: json(fields.data ?? '') }
}

function field(line: string): [string, string] {
  const colon = line.indexOf(': ')
  return [line.slice(0, colon), line.slice(colon + 2)]
}

const lower = (name: string) => name.toLowerCase()

/** JSON in which an ellipsis may end an object or a list. */
function json(text: string): unknown {
  const whole = text
    .replaceAll(/…(?=\s*\})/g, `"${ELLIPSIS}": true`)
    .replaceAll(/…(?=\s*\])/g, `"${ELLIPSIS}"`)
  return JSON.parse(whole)
}
