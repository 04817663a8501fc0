import { setImmediate as aMoment } from 'node:timers/promises'
import type { Clock } from '@gavel/domain'
import { steppedClock } from '../../src/stepped-clock.ts'
import { memoryStore } from '../memory/store.ts'
import { portSuite, START } from './suite/index.ts'

/** Takes a moment to answer, as a database does: whoever asks while others decide gets old time. */
const slow = (clock: Clock): Clock => ({
  async now() {
    const now = await clock.now()
    await aMoment()
    return now
  },
})

portSuite('a store in memory', async () => {
  const clock = steppedClock(START)
  const store = memoryStore(slow(clock))
  return { ports: store, clock, breaches: store.breaches, close: async () => {} }
})
