import { describe, expect, it } from 'vitest'
import { asyncapiDocument, RoomFrame } from '../src/index.ts'
import { bye, heartbeat, presence, ready, reset, said } from './watch/a-frame.ts'

const frames = [said(1), ready(1), heartbeat(1), presence(1), reset(), bye('renew')]

describe('a frame', () => {
  it.each(frames)('is what it is, and nothing beside: $type', (frame) => {
    expect(RoomFrame.parse(frame)).toEqual(frame)
    expect(RoomFrame.safeParse({ ...frame, more: 1 }).success).toBe(false)
    expect(RoomFrame.safeParse({ ...frame, data: { ...frame.data, more: 1 } }).success).toBe(false)
  })

  it.each(['maximum', 'reserve', 'reservePrice'])('has no field for a secret: %s', (secret) => {
    const fields = RoomFrame.options.flatMap(({ shape }) => Object.keys(shape.data.shape))

    expect(fields).not.toContain(secret)
  })
})

describe('the description of the streams', () => {
  it('has every frame, and on both channels', () => {
    const types = RoomFrame.options.map(({ shape }) => shape.type.value)

    expect(Object.keys(asyncapiDocument.components.messages)).toEqual(types)
    for (const { messages } of Object.values(asyncapiDocument.channels))
      expect(Object.keys(messages)).toEqual(types)
  })
})
