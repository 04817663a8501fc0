import type { Clock } from '@gavel/domain'

/** A clock that stands still until somebody moves it, so that a history can be played. */
export type SteppedClock = Clock & {
  /** Goes on by so many milliseconds, never back. */
  step(milliseconds: number): void
  /** Goes on to a moment; one that is past changes nothing. */
  stepTo(moment: Date): void
}

/** Stands at `start` in the beginning. A house with real people has the database's clock instead. */
export function steppedClock(start: Date): SteppedClock {
  let time = start.getTime()
  return {
    now: async () => new Date(time),
    step(milliseconds) {
      time += Math.max(0, milliseconds)
    },
    stepTo(moment) {
      time = Math.max(time, moment.getTime())
    },
  }
}
