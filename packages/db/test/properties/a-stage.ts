import { steppedClock } from '../../src/stepped-clock.ts'
import { memoryStore } from '../memory/store.ts'
import type { Stage } from './stage.ts'

/** A house in memory, in which nothing has happened yet. */
export function aStage(): Stage {
  const clock = steppedClock(new Date('2026-03-01T18:00:00.000Z'))
  const store = memoryStore(clock)
  return { stores: [store], clock, breaches: store.breaches }
}
