import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EventStream, type StreamedEvent } from '../../src/watch/event-stream.ts'

type Heard = { events: StreamedEvent[]; retries: number[] }

/** What is heard of a stream that comes in these pieces. */
function hear(...pieces: (string | Uint8Array)[]): Heard {
  const retries: number[] = []
  const stream = new EventStream((ms) => retries.push(ms))
  const events = pieces.flatMap((piece) =>
    stream.read(typeof piece === 'string' ? new TextEncoder().encode(piece) : piece),
  )
  return { events, retries }
}

const event = (data: string, more: Partial<StreamedEvent> = {}): StreamedEvent => ({
  event: 'message',
  data,
  id: '',
  ...more,
})

describe('an event stream', () => {
  it('gives an event with its name and id at each empty line', () => {
    const { events } = hear('id: a:7\nevent: bid-placed\ndata: {}\n\ndata: x\n\n')

    expect(events).toEqual([
      event('{}', { event: 'bid-placed', id: 'a:7' }),
      event('x', { id: 'a:7' }),
    ])
  })

  it('ends its lines with LF, CR or both', () => {
    const { events } = hear('data: a\r\ndata: b\rdata: c\n\r\ndata: d\r\r')

    expect(events).toEqual([event('a\nb\nc'), event('d')])
  })

  it('takes one space behind the colon as none, and keeps the next', () => {
    const { events } = hear('data:x\ndata: y\ndata:  z: \n\n')

    expect(events).toEqual([event('x\ny\n z: ')])
  })

  it('gives no event without data, and forgets its name', () => {
    const { events } = hear('event: lost\n\ndata\n\ndata: x\n\n')

    expect(events).toEqual([event(''), event('x')])
  })

  it('leaves out comments, fields that it does not know, and what its end cuts short', () => {
    const { events } = hear(': hello\nDATA: x\n data: y\nfoo\ndata: z\n\ndata: lost\n')

    expect(events).toEqual([event('z')])
  })

  it('leaves out a byte order mark at its start, and only there', () => {
    const { events } = hear('\ufeffdata: a\n\n\ufeffdata: b\n\ndata: \ufeff\n\n')

    expect(events).toEqual([event('a'), event('\ufeff')])
  })

  it('leaves out one such mark and no second, also where it comes in pieces', () => {
    const mark = [Uint8Array.of(0xef), Uint8Array.of(0xbb, 0xbf)]

    const { events } = hear(...mark, '\ufeffdata: a\n\ndata: b\n\n')

    expect(events).toEqual([event('b')])
  })

  it('takes no id with a NUL, and an empty one as none', () => {
    const { events } = hear('id: 1\ndata: a\n\nid: 2\0\ndata: b\n\nid\ndata: c\n\n')

    expect(events.map(({ id }) => id)).toEqual(['1', '1', ''])
  })

  it('says how long to wait, where that is a number', () => {
    const { retries } = hear('retry: 1500\nretry: 1.5\nretry: -1\nretry:\nretry: soon\n\n')

    expect(retries).toEqual([1500])
  })

  it('makes U+FFFD of what is not UTF-8', () => {
    const { events } = hear('data: ', Uint8Array.of(0xff, 0xc3), '\n\n')

    expect(events).toEqual([event('\ufffd\ufffd')])
  })
})

/** A stream as the standard's text reads it: whole, and line by line. */
function readWhole(text: string): Heard {
  const heard: Heard = { events: [], retries: [] }
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/)
  lines.pop()
  let [id, name] = ['', '']
  let data = ''
  for (const line of lines) {
    const colon = line.indexOf(':')
    const field = colon === -1 ? line : line.slice(0, colon)
    const value = colon === -1 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (line === '') {
      if (data !== '') heard.events.push(event(data.slice(0, -1), { event: name || 'message', id }))
      name = data = ''
    } else if (field === 'data') data += `${value}\n`
    else if (field === 'event') name = value
    else if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'retry' && /^\d+$/.test(value)) heard.retries.push(Number(value))
  }
  return heard
}

const line = fc.oneof(
  fc.constantFrom('data', 'data:', 'id', 'id: \0', ':', ': x', 'retry: 20', 'retry: x', '', ''),
  fc
    .tuple(fc.constantFrom('data', 'data', 'event', 'id', 'retry', 'more', ''), fc.string())
    .map(([field, value]) => `${field}: ${value}`),
  fc.string({ unit: fc.constantFrom('data', ':', ' ', 'ß', '🔨', '\ufeff', '\r', '\n') }),
)
const stream = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 30 })
  .map((lines) => lines.flat().join(''))

/** Bytes in pieces, cut anywhere: also within a letter, between CR and LF, and into nothing. */
const cut = (bytes: Uint8Array, cuts: number[]): Uint8Array[] => {
  const places = [0, ...cuts.map((place) => place % (bytes.length + 1)), bytes.length].toSorted(
    (one, other) => one - other,
  )
  return places.slice(1).map((end, index) => bytes.subarray(places[index], end))
}

describe('any event stream', () => {
  it('says what the standard has it say, wherever it is cut', () => {
    fc.assert(
      fc.property(stream, fc.array(fc.nat(), { maxLength: 20 }), (text, cuts) => {
        const pieces = cut(new TextEncoder().encode(text), cuts)

        expect(hear(...pieces)).toEqual(readWhole(text))
      }),
      { numRuns: 2_000 },
    )
  })

  it('of any bytes says the same, cut or whole', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.array(fc.nat()), (noise, cuts) => {
        const bytes = Uint8Array.of(...new TextEncoder().encode('data: '), ...noise, 10, 10)

        expect(hear(...cut(bytes, cuts))).toEqual(hear(bytes))
      }),
      { numRuns: 2_000 },
    )
  })
})
