import { describe, expect, it } from 'vitest'
import { Frames } from '../src/frame.ts'
import { Tail } from '../src/tail.ts'
import { events, inShort } from './a-client.ts'
import { ALog, EPOCH, ROOM } from './a-log.ts'
import { steps } from './a-subscription.ts'

async function aTail(log: ALog) {
  let grown = 0
  const tail = new Tail(ROOM, {
    rooms: log,
    frames: new Frames(ROOM, EPOCH),
    grown: () => {
      grown += 1
    },
  })
  await tail.open()
  const after = async (seq: number) => (await tail.after(seq))?.map(inShort) ?? null
  return { tail, after, timesGrown: () => grown }
}

describe('the tail of a log', () => {
  it('begins at its end', async () => {
    const { tail, after } = await aTail(new ALog(3))

    expect(tail.top).toBe(3)
    expect(await after(3)).toEqual([])
  })

  it('of a room that nobody has told anything is empty', async () => {
    const { tail, after } = await aTail(new ALog())

    expect(tail.top).toBe(0)
    expect(await after(0)).toEqual([])
  })

  it('goes on with what it is woken for, and says so', async () => {
    const log = new ALog(3)
    const { tail, after, timesGrown } = await aTail(log)
    log.tell(2)

    await tail.wake()

    expect(await after(3)).toEqual(events(4, 5))
    expect(await after(4)).toEqual(events(5, 5))
    expect(timesGrown()).toBe(1)
  })

  it('reads on until it has all there is', async () => {
    const log = new ALog()
    const { tail } = await aTail(log)
    log.tell(200)

    await tail.wake()

    expect(tail.top).toBe(200)
  })

  it('makes each frame once for all who are near the end', async () => {
    const log = new ALog()
    const { tail } = await aTail(log)
    log.tell(2)
    await tail.wake()
    const reads = log.reads.after

    const [one, other] = [await tail.after(0), await tail.after(1)]

    expect(one?.[1]).toBe(other?.[0])
    expect(log.reads.after).toBe(reads)
  })

  it('reads the log for who is far behind, and hands on no more than a piece of it', async () => {
    const log = new ALog()
    const { tail, after } = await aTail(log)
    log.tell(300)
    await tail.wake()
    const reads = log.reads.after

    expect(await after(0)).toEqual(events(1, 64))
    expect(await after(43)).toEqual(events(44, 107))
    expect(log.reads.after).toBe(reads + 2)
    expect(await after(44)).toEqual(events(45, 108))
    expect(log.reads.after).toBe(reads + 2)
  })
})

describe('a place that is not in the log', () => {
  it('is none where it lies ahead of all there is', async () => {
    const { after } = await aTail(new ALog(3))

    expect(await after(4)).toBeNull()
    expect(await after(Number.MAX_SAFE_INTEGER)).toBeNull()
  })

  it('is one where only this process has not seen it yet', async () => {
    const log = new ALog(3)
    const { after } = await aTail(log)
    log.tell(3)

    expect(await after(5)).toEqual(events(6, 6))
    expect(await after(6)).toEqual([])
  })

  it('is none where what came after it is trimmed', async () => {
    const log = new ALog(5)
    const { after } = await aTail(log)
    log.trim(3)

    expect(await after(2)).toBeNull()
    expect(await after(3)).toEqual(events(4, 5))
  })

  it('is none where all is trimmed', async () => {
    const log = new ALog(5)
    const { after } = await aTail(log)
    log.trim(5)

    expect(await after(4)).toBeNull()
    expect(await after(5)).toEqual([])
  })

  it('is none where events were trimmed before this process had seen them', async () => {
    const log = new ALog()
    const { tail, after } = await aTail(log)
    log.tell(3)
    await tail.wake()
    log.tell(4)
    log.trim(5)

    await tail.wake()

    expect(tail.top).toBe(7)
    expect(await after(3)).toBeNull()
    expect(await after(5)).toEqual(events(6, 7))
  })
})

describe('wake-ups', () => {
  it('that come while it reads share one more reading', async () => {
    const log = new ALog(1)
    const { tail } = await aTail(log)
    const letGo = log.hold()

    const woken = Array.from({ length: 10 }, () => tail.wake())
    letGo()
    await Promise.all(woken)

    expect(log.reads.after).toBe(2)
  })

  it('are missed at no step of a reading', async () => {
    // Wherever a reading stands when there is something new, it is read.
    for (let step = 0; step < 20; step += 1) {
      const log = new ALog(1)
      const { tail } = await aTail(log)
      const first = tail.wake()
      await steps(step)

      log.tell()
      await Promise.all([first, tail.wake()])

      expect(tail.top).toBe(2)
    }
  })

  it('while it looks for the end of the log are read after it', async () => {
    const log = new ALog(1)
    const tail = new Tail(ROOM, {
      rooms: log,
      frames: new Frames(ROOM, EPOCH),
      grown: () => {},
    })
    const letGo = log.hold()
    const opened = tail.open()
    log.tell()
    const woken = tail.wake()

    letGo()
    await Promise.all([opened, woken])

    expect(tail.top).toBe(2)
    expect((await tail.after(1))?.map(inShort)).toEqual(events(2, 2))
  })

  it('that find no database are answered so, and the next one reads on', async () => {
    const log = new ALog(1)
    const { tail, after } = await aTail(log)
    log.tell()
    log.isAway = true

    await expect(tail.wake()).rejects.toThrow('away')
    log.isAway = false
    await tail.wake()

    expect(await after(1)).toEqual(events(2, 2))
  })
})
