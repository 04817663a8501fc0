import { migrate, testDatabase } from '../../src/launch/index.ts'
import { steppedClock } from '../../src/stepped-clock.ts'
import { openStoreOn } from '../../src/store.ts'
import { portSuite, START } from './suite/index.ts'

portSuite('a store on PostgreSQL', async () => {
  const { url, drop } = await testDatabase()
  await migrate(url)
  const clock = steppedClock(START)
  const store = openStoreOn(clock, url)
  const close = async () => {
    await store.close()
    await drop()
  }
  return { ports: store, clock, breaches: store.breaches, close }
})
