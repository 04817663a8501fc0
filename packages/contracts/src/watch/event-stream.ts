/** One event of a stream, as its fields say (WHATWG HTML, 9.2.6). */
export type StreamedEvent = {
  event: string
  data: string
  /** The last id that the stream gave, in this event or before it; empty before the first. */
  id: string
}

/**
 * Reads Server-Sent Events out of bytes, however these are cut: within a letter, or between CR and
 * LF. What does not follow the grammar is left out, as the standard has it; nothing is an error.
 */
export class EventStream {
  readonly #retry: (ms: number) => void
  // Bytes that are not UTF-8 become U+FFFD. A byte order mark is left out here, at the very start:
  // Node's decoder also takes a second one, where the first comes in two pieces.
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  #hasBegun = false
  #line = ''
  /** Whether the last line ended with a CR: an LF that comes next belongs to it. */
  #isAfterReturn = false
  #id = ''
  #event = ''
  #data: string[] = []

  /** @param retry - told the milliseconds that the stream asks to wait before the next connection. */
  constructor(retry: (ms: number) => void = () => {}) {
    this.#retry = retry
  }

  /** The events that these bytes complete. One that the end of the stream cuts short is none. */
  read(bytes: Uint8Array): StreamedEvent[] {
    const text = this.#decoder.decode(bytes, { stream: true })
    if (text === '') return []
    const isRest =
      (!this.#hasBegun && text.startsWith('\ufeff')) ||
      (this.#isAfterReturn && text.startsWith('\n'))
    this.#hasBegun = true
    this.#isAfterReturn = text.endsWith('\r')
    const lines = (this.#line + text.slice(isRest ? 1 : 0)).split(/\r\n|\n|\r/)
    this.#line = lines.pop() ?? ''
    return lines.flatMap((line) => (line === '' ? this.#dispatch() : this.#field(line)))
  }

  #field(line: string): [] {
    const [, name, value = ''] = /^([^:]*)(?:: ?(.*))?$/s.exec(line) ?? []
    if (name === 'event') this.#event = value
    else if (name === 'data') this.#data.push(value)
    else if (name === 'id' && !value.includes('\0')) this.#id = value
    else if (name === 'retry' && /^[0-9]+$/.test(value)) this.#retry(Number(value))
    return []
  }

  #dispatch(): StreamedEvent[] {
    const [event, data] = [this.#event || 'message', this.#data.join('\n')]
    const isEvent = this.#data.length > 0
    this.#event = ''
    this.#data = []
    return isEvent ? [{ event, data, id: this.#id }] : []
  }
}
