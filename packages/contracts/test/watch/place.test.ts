import { describe, expect, it } from 'vitest'
import { Place } from '../../src/watch/place.ts'
import { at, bye, heartbeat, presence, ready, reset, said } from './a-frame.ts'

describe('a place in the log', () => {
  it('takes the next event, leaves out one that it has, and sees a gap', () => {
    const place = new Place(at(3))

    const taken = [said(4), said(4), said(2), said(6), said(5)].map((frame) => place.take(frame))

    expect(taken).toEqual(['news', 'known', 'known', 'gap', 'news'])
    expect(place.position).toBe(at(5))
  })

  it('does not move for what is not in the log', () => {
    const place = new Place(at(3))

    const frames = [ready(9), presence(2), heartbeat(9), bye('renew')]
    const taken = frames.map((frame) => place.take(frame))

    expect(taken).toEqual(['news', 'news', 'news', 'news'])
    expect(place.position).toBe(at(3))
  })

  it('that is nowhere begins where the stream is ready', () => {
    const place = new Place(undefined)
    const before = place.position

    place.take(ready(7))

    expect(before).toBeNull()
    expect(place.take(said(9))).toBe('gap')
    expect(place.take(said(8))).toBe('news')
  })

  it('that the log has left goes on where the stream is ready, and not before', () => {
    const place = new Place(at(90))

    place.take(reset())
    const between = place.position
    place.take(ready(7, 'otherword'))

    expect(between).toBe(at(90))
    expect(place.position).toBe(at(7, 'otherword'))
    expect(place.take(said(8, 'otherword'))).toBe('news')
  })

  it('that the log has left is asked for again where the line was lost in between', () => {
    const place = new Place(at(90))
    place.take(reset())

    place.again()
    place.take(ready(95))

    expect(place.position).toBe(at(90))
  })

  it('sees a gap before an event of another log', () => {
    const place = new Place(at(3))

    expect(place.take(said(4, 'otherword'))).toBe('gap')
    expect(place.position).toBe(at(3))
  })

  it('that is none is handed on as it was given, to be refused', () => {
    expect(new Place('garbage').position).toBe('garbage')
  })
})
