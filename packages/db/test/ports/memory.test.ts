import { steppedClock } from '../../src/stepped-clock.ts'
import { memoryStore } from '../memory/store.ts'
import { portSuite, START } from './suite/index.ts'

portSuite('a store in memory', async () => {
  const clock = steppedClock(START)
  const store = memoryStore(clock)
  return { ports: store, clock, breaches: store.breaches, close: async () => {} }
})
