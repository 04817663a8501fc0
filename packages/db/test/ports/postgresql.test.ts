import { openStore } from '../../src/index.ts'
import { migrate, testDatabase } from '../../src/launch/index.ts'
import { portSuite } from './suite/index.ts'

portSuite('a store on PostgreSQL', async () => {
  const { url, drop } = await testDatabase()
  await migrate(url)
  const store = openStore(url)
  const close = async () => {
    await store.close()
    await drop()
  }
  return { ports: store, breaches: store.breaches, close }
})
