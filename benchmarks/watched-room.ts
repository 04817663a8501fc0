import { type MeasuredHouse, openLots } from './house.ts'
import { offersOn, requestOf } from './offers.ts'
import type { Server } from './servers.ts'
import type { Transport } from './stream.ts'

/** Makes something happen that is told to everybody, and knows when it happened. */
export type Teller = {
  tell(): Promise<void>
  /** The moment of each event by its number, in milliseconds since 1970. */
  moments(): Promise<Map<number, number>>
}

/** A lot whose room is watched at a server; what is told is a bid through it, from its commit on. */
export type WatchedRoom = Teller & {
  addressOf(transport: Transport): string
  /** An event as a WebSocket carries it, for whoever sends the same bytes. */
  frame(): Promise<string>
}

export async function watchedRoom(server: Server, house: MeasuredHouse): Promise<WatchedRoom> {
  const [lotId] = await openLots(house, 1)
  if (!lotId) throw new Error('No lot was opened')
  const next = offersOn([lotId], house.bidders)
  const path = `${server.baseUrl}/api/lots/${lotId}`
  return {
    addressOf: (transport) =>
      transport === 'sse' ? `${path}/events` : `${path.replace('http', 'ws')}/live`,

    async tell() {
      const { path, ...init } = requestOf(next())
      const { status } = await fetch(server.baseUrl + path, init)
      // One that was overtaken on its way comes too late.
      if (status !== 201 && status !== 409) throw new Error(`A bid was answered ${status}`)
    },

    async moments() {
      const { rows } = await house.pool.query<{ seq: number; at: number }>(
        `select seq, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::float8 as at
         from room_event where lot_id = $1`,
        [lotId],
      )
      return new Map(rows.map(({ seq, at }) => [seq, at]))
    },

    async frame() {
      const events = await house.store.rooms.after(lotId, 0, 64)
      const { seq, type, at, data } = events.at(-1) ?? { seq: 1 }
      const [epoch] = (await house.house.readRoom({ lotId, reader: null })).position.split(':')
      return JSON.stringify({ v: 1, room: lotId, epoch, seq, type, at, data })
    },
  }
}
