import { setTimeout as pause } from 'node:timers/promises'
import type { LotId, WakeUp } from '@gavel/domain'
import { Client } from 'pg'
import type { Database } from './client.ts'

const CHANNEL = 'gavel_room'
/** Milliseconds between two notifications of a process: commits with one wait for each other. */
const EVERY = 5
/** Milliseconds that making a connection may take, and ending it. */
const CONNECTING = 2_000
const GOODBYE = 1_000
/** Milliseconds after which a lost connection is made again, at the least and at the most. */
const AGAIN = { first: 100, most: 2_000 }

/**
 * PostgreSQL's NOTIFY as the wake-up. It is sent after the commit, never in it: a transaction that
 * notifies holds a lock of the whole server while it commits. This process's own listeners hear at
 * once, and then once more, as all others do.
 */
export function wakeUpOn(
  url: string,
  database: Database,
): WakeUp & {
  /** Ends all listening, once what was announced is sent. */
  close(): Promise<void>
} {
  const listeners = new Set<Listener>()
  const notices = noticesTo(database)

  return {
    announce(lotId) {
      for (const { heard } of listeners) heard(lotId)
      notices.send(lotId)
    },

    listen(heard) {
      const listener = { heard, end: listening(url, heard) }
      listeners.add(listener)
      return async () => {
        listeners.delete(listener)
        await listener.end()
      }
    },

    async close() {
      await Promise.all([...listeners].map(({ end }) => end()))
      await notices.close()
    },
  }
}

type Listener = { heard(lotId: LotId): void; end(): Promise<void> }

/** Tells all processes of rooms: at once, and then of all that come within 5 ms together. */
function noticesTo(database: Database) {
  const waiting = new Set<LotId>()
  let sending: Promise<void> | undefined
  let isClosed = false

  async function sendAll(): Promise<void> {
    while (waiting.size > 0) {
      const lotIds = [...waiting]
      waiting.clear()
      // One that is lost costs a second: whoever listens also looks for itself.
      await Promise.all([notify(database, lotIds).catch(() => {}), pause(EVERY)])
    }
    sending = undefined
  }

  return {
    send(lotId: LotId): void {
      if (isClosed) return
      waiting.add(lotId)
      sending ??= sendAll()
    },
    async close(): Promise<void> {
      isClosed = true
      await sending
    },
  }
}

const notify = (database: Database, lotIds: LotId[]): Promise<number> =>
  database.$executeRaw`select pg_notify(${CHANNEL}, room::text) from unnest(${lotIds}::uuid[]) room`

/** Listens on a connection, which is made again whenever it is lost. Answers what ends it. */
function listening(url: string, heard: (lotId: LotId) => void): () => Promise<void> {
  const end = new AbortController()
  const { signal } = end
  const ended = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))

  async function listen(): Promise<void> {
    let wait = AGAIN.first
    while (!signal.aborted) {
      const client = new Client({
        connectionString: url,
        connectionTimeoutMillis: CONNECTING,
        keepAlive: true,
      })
      client.on('notification', ({ payload }) => heard(payload as LotId))
      const lost = new Promise<void>((resolve) => {
        client.on('error', () => resolve())
        client.on('end', () => resolve())
      })
      try {
        await client.connect()
        await client.query(`listen ${CHANNEL}`)
        wait = AGAIN.first
        await Promise.race([lost, ended])
      } catch {
        // The database is away: it is asked again.
      }
      // A server that answers nothing says no goodbye either.
      await Promise.race([client.end().catch(() => {}), pause(GOODBYE, undefined, { ref: false })])
      await pause(wait * (0.5 + Math.random()), undefined, { signal }).catch(() => {})
      wait = Math.min(2 * wait, AGAIN.most)
    }
  }

  const done = listen()
  return async () => {
    end.abort()
    await done
  }
}
