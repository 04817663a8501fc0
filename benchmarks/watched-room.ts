import type { LotId } from '@gavel/domain'
import { type MeasuredHouse, openLots } from './house.ts'
import { offersOn, requestOf } from './offers.ts'
import type { Server } from './servers.ts'
import type { Transport } from './stream.ts'

/** A lot whose room is watched at a server, and bids through it. */
export type WatchedRoom = {
  lotId: LotId
  addressOf(transport: Transport): string
  bid(): Promise<void>
  /** The moment at which PostgreSQL committed each event, in milliseconds since 1970. */
  commits(): Promise<Map<number, number>>
  /** An event as a WebSocket carries it, for whoever sends the same bytes. */
  frame(): Promise<string>
}

export async function watchedRoom(server: Server, house: MeasuredHouse): Promise<WatchedRoom> {
  const [lotId] = await openLots(house, 1)
  if (!lotId) throw new Error('No lot was opened')
  const next = offersOn([lotId], house.bidders)
  const path = `${server.baseUrl}/api/lots/${lotId}`
  return {
    lotId,

    addressOf: (transport) =>
      transport === 'sse' ? `${path}/events` : `${path.replace('http', 'ws')}/live`,

    async bid() {
      const { path, ...init } = requestOf(next())
      const { status } = await fetch(server.baseUrl + path, init)
      // One that was overtaken on its way comes too late.
      if (status !== 201 && status !== 409) throw new Error(`A bid was answered ${status}`)
    },

    async commits() {
      const { rows } = await house.pool.query<{ seq: number; at: number }>(
        `select seq, (extract(epoch from pg_xact_commit_timestamp(xmin)) * 1000)::float8 as at
         from room_event where lot_id = $1`,
        [lotId],
      )
      return new Map(rows.map(({ seq, at }) => [seq, at]))
    },

    async frame() {
      const [event] = await house.store.rooms.after(lotId, 0, 1)
      const { seq = 1, type, at, data } = event ?? {}
      const [epoch] = (await house.house.readRoom({ lotId, reader: null })).position.split(':')
      return JSON.stringify({ v: 1, room: lotId, epoch, seq, type, at, data })
    },
  }
}
