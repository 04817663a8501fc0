import { vi } from 'vitest'
import { Frames } from '../src/frame.ts'
import { Tail } from '../src/tail.ts'
import { Subscription } from '../src/subscription.ts'
import { type ALog, EPOCH, ROOM } from './a-log.ts'

export const frames = new Frames(ROOM, EPOCH)

/** Somebody who watches the room of a log, alone in this process, and what became known of it. */
export function aSubscription(log: ALog, { after = null }: { after?: number | null } = {}) {
  const seen = { entered: 0, left: 0, failures: [] as unknown[], isClockAway: false }
  const tail = new Tail(ROOM, { rooms: log, frames, grown: () => watching.wake() })
  const now = async () => {
    if (seen.isClockAway) throw new Error('The clock is away')
    return new Date()
  }
  const watching = new Subscription({
    after,
    frames,
    enter() {
      seen.entered += 1
      return { tail, now }
    },
    left() {
      seen.left += 1
    },
    failed: (error) => seen.failures.push(error),
  })
  return { watching, tail, seen }
}

/** Lets everything that is ready go on. */
export const settled = () => vi.advanceTimersByTimeAsync(0)

/** Lets so many steps of waiting promises pass. */
export async function steps(count: number): Promise<void> {
  for (let step = 0; step < count; step += 1) await Promise.resolve()
}

/** Lets seconds pass, and looks after a stream in each of them, as the house does. */
export async function seconds(count: number, watching: Subscription): Promise<void> {
  for (let second = 0; second < count; second += 1) {
    await vi.advanceTimersByTimeAsync(1_000)
    watching.tick(performance.now())
    await settled()
  }
}

/** Tells the log something, and wakes whoever watches. */
export async function told(log: ALog, tail: Tail, count = 1): Promise<void> {
  log.tell(count)
  await tail.wake()
  await settled()
}
