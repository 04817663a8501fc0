import { BYES, type ByeCode, RoomFrame } from '@gavel/contracts'
import type { LoggedEvent } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { type Frame, Frames } from '../src/frame.ts'
import { EPOCH, ROOM } from './a-log.ts'

const frames = new Frames(ROOM, EPOCH)
const NOW = new Date('2026-03-01T18:00:00.000Z')
const at = NOW.toISOString()
const closed: LoggedEvent = {
  seq: 7,
  at,
  type: 'lot-closed',
  data: { status: 'unsold', price: null, winner: null },
}

const linesOf = (frame: Frame) => frame.sse.toString().split('\n')

describe('a frame', () => {
  it.each([
    { name: 'an event', frame: frames.event(closed) },
    { name: 'that the stream has begun', frame: frames.ready(7, 0) },
    { name: 'a heartbeat', frame: frames.heartbeat(7, NOW) },
    { name: 'how many watch', frame: frames.presence({ watching: 2, version: 1 }) },
    { name: 'that something is missing', frame: frames.reset() },
    ...(Object.keys(BYES) as ByeCode[]).map((code) => ({
      name: `goodbye: ${code}`,
      frame: frames.bye(code, 12.5),
    })),
  ])('is as the contract has it: $name', ({ frame }) => {
    expect(RoomFrame.parse(JSON.parse(frame.text))).toMatchObject({ room: ROOM })
  })

  it('of the log has its place as id, over Server-Sent Events', () => {
    const frame = frames.event(closed)

    expect(linesOf(frame)).toEqual([
      `id: ${EPOCH}:7`,
      'event: lot-closed',
      `data: ${frame.text}`,
      '',
      '',
    ])
  })

  it.each([
    { type: 'hb', frame: frames.heartbeat(7, NOW) },
    { type: 'presence', frame: frames.presence({ watching: 2, version: 1 }) },
    { type: 'reset', frame: frames.reset() },
  ])('that is not in the log has none: $type', ({ type, frame }) => {
    expect(linesOf(frame)).toEqual([`event: ${type}`, `data: ${frame.text}`, '', ''])
    expect(frame.close).toBeNull()
  })

  it('that says the stream has begun has the place from which it goes on, not the top', () => {
    const frame = frames.ready(7, 3)

    expect(linesOf(frame)[0]).toBe(`id: ${EPOCH}:3`)
    expect(JSON.parse(frame.text)).toMatchObject({ data: { top: `${EPOCH}:7` } })
  })

  it('is one line, whatever is in it', () => {
    const text = 'One\nTwo\r\nThree\u2028Four'
    const author = { id: ROOM as never, name: 'Ada' }

    const frame = frames.event({
      seq: 1,
      at,
      type: 'message-posted',
      data: { id: ROOM as never, author, text },
    })

    expect(linesOf(frame)).toHaveLength(5)
    expect(frame.sse.toString()).not.toContain('\r')
    expect(JSON.parse(frame.text).data.text).toBe(text)
  })
})

describe('the last frame of a stream', () => {
  it.each([
    { code: 'draining', close: 1001, retry: 1250 },
    { code: 'renew', close: 1000, retry: 1250 },
    { code: 'slow', close: 4001, retry: 1250 },
    { code: 'session-ended', close: 4101, retry: null },
    { code: 'bad-frame', close: 4104, retry: null },
  ] as const)('says how to come again, if at all: $code', ({ code, close, retry }) => {
    const frame = frames.bye(code, 1249.7)

    const { data } = JSON.parse(frame.text)
    expect(frame).toMatchObject({ close, retry, id: null })
    expect(data).toEqual({ code, reconnect: retry !== null, retryAfterMs: 1250 })
    expect(linesOf(frame).filter((line) => line.startsWith('retry:'))).toEqual(
      retry === null ? [] : ['retry: 1250'],
    )
  })

  it('never lets a browser come again without a pause', () => {
    const frame = frames.bye('renew', 0)

    expect(linesOf(frame)).toContain('retry: 1000')
    expect(JSON.parse(frame.text)).toMatchObject({ data: { retryAfterMs: 0 } })
  })
})
