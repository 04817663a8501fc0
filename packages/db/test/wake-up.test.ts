import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setImmediate as others } from 'node:timers/promises'
import type { LotId } from '@gavel/domain'
import { Client } from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { openStore, type Store } from '../src/index.ts'
import { aDatabase } from './a-database.ts'
import { Evening, newKey, refusalOf } from './ports/suite/an-evening.ts'
import { until } from './until.ts'

const the = aDatabase()

const aRoom = () => randomUUID() as LotId

/** Stores of a test’s own, each as another process; all are closed after it. */
const opened: Store[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((store) => store.close()))
})

function aProcess(name = `process ${randomUUID()}`) {
  const url = Object.assign(new URL(the().url), { search: `application_name=${name}` }).href
  const store = openStore(url)
  opened.push(store)
  return { name, store }
}

/** The connections of a process that listen, or all of them. */
async function connectionsOf(name: string, query = '%'): Promise<number[]> {
  const { rows } = await the().sql.query<{ pid: number }>(
    `select pid from pg_stat_activity
     where datname = current_database() and application_name = $1 and query ilike $2`,
    [name, query],
  )
  return rows.map(({ pid }) => pid)
}

const isListening = (name: string) =>
  until(`${name} listens`, async () => (await connectionsOf(name, 'listen%'))[0])

/** A process that listens already, and what it has heard. */
async function aListener(name?: string) {
  const { store, ...process } = aProcess(name)
  const heard: LotId[] = []
  const end = store.wakeUp.listen((lotId) => heard.push(lotId))
  await isListening(process.name)
  return { ...process, store, heard, end }
}

describe('what one process announces', () => {
  it('is heard by another within a second', async () => {
    const { heard } = await aListener()
    const room = aRoom()

    aProcess().store.wakeUp.announce(room)

    await until('it is heard', async () => heard.includes(room), { withinMs: 1_000 })
    expect(new Set(heard)).toEqual(new Set([room]))
  })

  it('is heard by its own listeners at once, before anything is asked of the database', () => {
    const { wakeUp } = aProcess().store
    const heard: LotId[] = []
    wakeUp.listen((lotId) => heard.push(lotId))
    const room = aRoom()

    wakeUp.announce(room)

    expect(heard).toEqual([room])
  })

  it('costs nothing where there is no database', async () => {
    const nowhere = openStore('postgresql://nobody@127.0.0.1:1/none')
    const end = nowhere.wakeUp.listen(() => {})

    nowhere.wakeUp.announce(aRoom())

    await expect(end()).resolves.toBeUndefined()
    await expect(nowhere.close()).resolves.toBeUndefined()
  })
})

describe('what is announced in one go', () => {
  it('of one room is one notification, or two', async () => {
    const { heard } = await aListener()
    const { wakeUp } = aProcess().store
    const [room, last] = [aRoom(), aRoom()]

    for (let time = 0; time < 100; time += 1) wakeUp.announce(room)
    wakeUp.announce(last)

    await until('the last is heard', async () => heard.includes(last))
    expect(heard.filter((one) => one === room).length).toBeLessThanOrEqual(2)
  })

  it('for some time is a notification every five milliseconds, at the most', async () => {
    const { heard } = await aListener()
    const { wakeUp } = aProcess().store
    const [room, last] = [aRoom(), aRoom()]
    const since = performance.now()

    while (performance.now() - since < 300) {
      wakeUp.announce(room)
      await others()
    }
    const took = performance.now() - since
    wakeUp.announce(last)

    await until('the last is heard', async () => heard.includes(last))
    expect(heard.filter((one) => one === room).length).toBeLessThanOrEqual(took / 5 + 2)
  })

  it('of many rooms is one statement, or two', async () => {
    const { heard } = await aListener()
    const { name, store } = aProcess()
    const rooms = Array.from({ length: 100 }, aRoom)

    for (const room of rooms) store.wakeUp.announce(room)

    await until('all are heard', async () => new Set(heard).size === 100)
    expect(new Set(heard)).toEqual(new Set(rooms))
    expect(await connectionsOf(name)).toHaveLength(1)
  })
})

describe('a room', () => {
  it('is announced with what is written to its log, and with nothing else', async () => {
    const { heard, store } = await aListener()
    const evening = new Evening(store)
    const [seller, ada] = [await evening.aPerson('Seller'), await evening.aPerson('Ada', 500_00)]
    const room = await evening.aDraft(seller)
    const [bidKey, messageKey] = [newKey(), newKey()]
    /** Whether the room is announced; all that was announced before the next is heard before it. */
    const isAnnounced = async (act: () => Promise<unknown>) => {
      heard.length = 0
      await act()
      const next = aRoom()
      store.wakeUp.announce(next)
      await until('the next is heard twice', async () => {
        return heard.filter((one) => one === next).length === 2
      })
      return heard.includes(room)
    }

    const announced = {
      schedule: await isAnnounced(() => evening.schedule(room, seller)),
      bid: await isAnnounced(() => evening.bid(room, ada, 100_00, bidKey)),
      message: await isAnnounced(() => evening.say(room, ada, 'Hello', messageKey)),
      sameBid: await isAnnounced(() => evening.bid(room, ada, 100_00, bidKey)),
      sameMessage: await isAnnounced(() => evening.say(room, ada, 'Hello', messageKey)),
      refusal: await isAnnounced(() => refusalOf(evening.bid(room, ada, 1))),
    }

    expect(announced).toEqual({
      schedule: true,
      bid: true,
      message: true,
      sameBid: false,
      sameMessage: false,
      refusal: false,
    })
  })
})

describe('a connection that listens', () => {
  it('is made again when it is lost', async () => {
    const { heard, name } = await aListener()
    const room = aRoom()
    const lost = await isListening(name)
    await the().sql.query('select pg_terminate_backend($1)', [lost])
    await until('another one listens', async () => {
      const pids = await connectionsOf(name, 'listen%')
      return pids.length > 0 && !pids.includes(lost)
    })

    aProcess().store.wakeUp.announce(room)

    await until('it is heard', async () => heard.includes(room), { withinMs: 1_000 })
    expect(heard).toEqual([room])
  })

  it('is gone once nobody listens any more', async () => {
    const { heard, name, store, end } = await aListener()

    await end()
    store.wakeUp.announce(aRoom())

    await until('it is gone', async () => (await connectionsOf(name, 'listen%')).length === 0)
    expect(heard).toEqual([])
  })

  it('is gone with its store, and so is every other', async () => {
    const { name, store } = await aListener()
    for (let time = 0; time < 10; time += 1) store.wakeUp.announce(aRoom())

    await store.close()
    store.wakeUp.announce(aRoom())

    await until('none is left', async () => (await connectionsOf(name)).length === 0)
    expect(await connectionsOf(name)).toEqual([])
  })
})

describe('a process that has closed its store', () => {
  it('ends by itself, though it had just announced something', async () => {
    const script = `
      const { openStore } = await import(${JSON.stringify(import.meta.resolve('../src/index.ts'))})
      const store = openStore(process.env.URL)
      store.wakeUp.listen(() => {})
      await store.ping()
      for (const room of process.env.ROOMS.split(' ')) store.wakeUp.announce(room)
      await store.close()
      store.wakeUp.announce(process.env.ROOMS.split(' ')[0])
      console.log('closed')`
    const env = { ...process.env, URL: the().url, ROOMS: `${aRoom()} ${aRoom()}` }
    const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 10_000,
    })
    const [said] = await once(child.stdout, 'data')
    const closedAt = performance.now()

    const [code] = await once(child, 'exit')

    expect({ said: String(said), code }).toEqual({ said: 'closed\n', code: 0 })
    expect(performance.now() - closedAt).toBeLessThan(2_000)
  })
})

describe('a notification', () => {
  it('is a plain one, so that whoever knows the channel hears of it', async () => {
    const heard: unknown[] = []
    const client = new Client({ connectionString: the().url })
    await client.connect()
    client.on('notification', ({ channel, payload }) => heard.push({ channel, payload }))
    await client.query('listen gavel_room')
    const room = aRoom()

    aProcess().store.wakeUp.announce(room)

    await until('it is heard', async () => heard.length > 0)
    await client.end()
    expect(heard).toEqual([{ channel: 'gavel_room', payload: room }])
  })
})
