import { BYES, type ByeCode, RoomFrame } from '../../src/index.ts'

export const LOT = '01890a5d-ac96-774b-bcce-b302099a8057'
export const EPOCH = 'abcdefgh'

/** A position as the house writes it. */
export const at = (seq: number, epoch = EPOCH): string => `${epoch}:${seq}`

const frame = (type: RoomFrame['type'], data: object, more: object = {}): RoomFrame =>
  RoomFrame.parse({ v: 1, room: LOT, type, data, ...more })

const ANNA = { id: '01890a5d-ac96-774b-bcce-b302099a8058', name: 'Anna' }

/** An event of the log: somebody says something. */
export const said = (seq: number, epoch = EPOCH): RoomFrame =>
  frame(
    'message-posted',
    { id: LOT, author: ANNA, text: `Message ${seq}` },
    { epoch, seq, at: '2026-01-01T12:00:00.000Z' },
  )

export const ready = (top: number, epoch = EPOCH): RoomFrame =>
  frame('ready', { top: at(top, epoch) })
export const reset = (): RoomFrame => frame('reset', {})
export const presence = (watching: number): RoomFrame =>
  frame('presence', { watching, version: watching })
export const heartbeat = (top: number): RoomFrame =>
  frame('hb', { top: at(top), serverNow: '2026-01-01T12:00:00.000Z' })
export const bye = (code: ByeCode, retryAfterMs = 0): RoomFrame =>
  frame('bye', { code, reconnect: BYES[code].reconnect, retryAfterMs })
