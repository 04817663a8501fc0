import type { Ports } from '@gavel/domain'
import { migrate, testDatabase } from '../../src/launch/index.ts'
import { steppedClock } from '../../src/stepped-clock.ts'
import { openStoreOn } from '../../src/store.ts'
import { portSuite, START } from './suite/index.ts'

// Each store lines up its own commands, as each process does: between two of them only the database
// decides. A missing row lock shows here, and nowhere in one store.

/** A port whose calls go to the stores in turn. */
function inTurn<Port extends object>(ports: readonly Port[]): Port {
  let turn = 0
  return new Proxy(ports[0] as Port, {
    get: (_, name) => {
      turn += 1
      return Reflect.get(ports[turn % ports.length] as Port, name)
    },
  })
}

portSuite('two stores on one PostgreSQL', async () => {
  const { url, drop } = await testDatabase()
  await migrate(url)
  const clock = steppedClock(START)
  const stores = [openStoreOn(clock, url), openStoreOn(clock, url)]
  const turning = <Name extends keyof Ports>(name: Name) =>
    inTurn(stores.map((store): Ports[Name] => store[name]))

  return {
    ports: {
      clock,
      lots: turning('lots'),
      bids: turning('bids'),
      wallets: turning('wallets'),
      users: turning('users'),
      failedSignIns: turning('failedSignIns'),
      rateLimits: turning('rateLimits'),
      sessions: turning('sessions'),
      idempotencyRecords: turning('idempotencyRecords'),
      rooms: turning('rooms'),
      presence: turning('presence'),
    },
    clock,
    breaches: async () => (await Promise.all(stores.map((store) => store.breaches()))).flat(),
    close: async () => {
      await Promise.all(stores.map((store) => store.close()))
      await drop()
    },
  }
})
