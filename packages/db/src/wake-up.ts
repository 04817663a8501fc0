import { setTimeout as pause } from 'node:timers/promises'
import type { LotId, WakeUp } from '@gavel/domain'
import { Client } from 'pg'
import type { Database } from './client.ts'

const CHANNEL = 'gavel_room'
/** Milliseconds between two notifications of a process: commits with one wait for each other. */
const EVERY = 5
/** Milliseconds after which a lost connection is made again, at the least and at the most. */
const AGAIN = { first: 100, most: 2_000 }

/**
 * PostgreSQL's NOTIFY as the wake-up. It is sent after the commit, never in it: a transaction that
 * notifies holds a lock of the whole server while it commits. What is announced within 5 ms goes as
 * one, and this process's own listeners hear of it at once.
 */
export function wakeUpOn(url: string, database: Database): WakeUp {
  const listeners = new Set<(lotId: LotId) => void>()
  let waiting: Set<LotId> | undefined

  const hear = (lotId: LotId) => {
    for (const listener of listeners) listener(lotId)
  }

  function send(lotIds: Iterable<LotId>): void {
    waiting = new Set()
    setTimeout(() => {
      const more = waiting
      waiting = undefined
      if (more?.size) send(more)
    }, EVERY)
    // One that is lost costs a second: whoever listens also looks for itself.
    notify(database, [...lotIds]).catch(() => {})
  }

  return {
    announce(lotId) {
      hear(lotId)
      if (waiting) waiting.add(lotId)
      else send([lotId])
    },

    listen(heard) {
      listeners.add(heard)
      const end = new AbortController()
      const ended = listening(url, hear, end.signal)
      return async () => {
        listeners.delete(heard)
        end.abort()
        await ended
      }
    },
  }
}

const notify = (database: Database, lotIds: LotId[]): Promise<number> =>
  database.$executeRaw`select pg_notify(${CHANNEL}, room::text) from unnest(${lotIds}::uuid[]) room`

/** Holds a connection that listens, and makes it again whenever it is lost, until it is to end. */
async function listening(
  url: string,
  hear: (lotId: LotId) => void,
  signal: AbortSignal,
): Promise<void> {
  let wait = AGAIN.first
  while (!signal.aborted) {
    const client = new Client({ connectionString: url, keepAlive: true })
    client.on('notification', ({ payload }) => hear(payload as LotId))
    const lost = new Promise<void>((resolve) => {
      client.on('error', () => resolve())
      client.on('end', () => resolve())
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      wait = AGAIN.first
      await lost
    } catch {
      // The database is away: it is asked again.
    }
    await client.end().catch(() => {})
    await pause(wait * (0.5 + Math.random()), undefined, { signal }).catch(() => {})
    wait = Math.min(2 * wait, AGAIN.most)
  }
}
