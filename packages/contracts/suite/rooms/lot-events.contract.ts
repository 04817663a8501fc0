import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  anonymous,
  newUser,
  startOf,
  consignLot,
  euros,
  inSeconds,
  openLot,
  type TestUser,
  placeBid,
} from '../fixtures.ts'
import { leaveAll } from './stream.ts'
import { overBoth } from './transports.ts'

// Events that the clock causes, without any request.

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([newUser('Selma'), newUser('Ben'), newUser('Cleo')])
})

afterAll(leaveAll)

overBoth(
  'lot events',
  ({ open }) => {
    it('lot-scheduled and lot-opened newUser within a second of the scheduled time', async () => {
      const { id: lotId } = await consignLot(seller)
      const stream = await open(lotId, { token: seller.token })
      await stream.nextOf('ready')

      const times = { opensAt: inSeconds(2), closesAt: inSeconds(900) }
      await seller.scheduleLot({ lotId, ...times })
      const [scheduled, opened] = await stream.eventsUpTo(2)

      expect(scheduled).toMatchObject({ type: 'lot-scheduled', seq: 1, data: times })
      expect(opened).toMatchObject({ type: 'lot-opened', seq: 2, data: times })
      const late = Date.parse(opened?.at ?? '') - Date.parse(times.opensAt)
      expect(late).toBeGreaterThanOrEqual(0)
      expect(late).toBeLessThan(1_000)
    })

    it('lot-scheduled arrives once for each changed schedule', async () => {
      const { id: lotId } = await consignLot(seller)
      const first = { opensAt: inSeconds(600), closesAt: inSeconds(900) }
      const second = { ...first, closesAt: inSeconds(901) }
      await seller.scheduleLot({ lotId, ...first })
      const stream = await open(lotId, { after: await startOf(lotId) })

      await seller.scheduleLot({ lotId, ...first })
      await seller.scheduleLot({ lotId, ...second })

      const told = await stream.eventsUpTo(2)
      expect(told).toMatchObject([{ data: first }, { data: second }])
    })

    it('lot-closed ends the log of a lot without bids', async () => {
      const lot = await openLot(seller, { seconds: 2 })
      const stream = await open(lot.id, { after: await startOf(lot.id) })

      const closed = await stream.nextOf('lot-closed')
      await pause(1_500)

      expect(closed.data).toEqual({ status: 'unsold', price: null, winner: null })
      expect(Date.parse(closed.at) - Date.parse(lot.closesAt ?? '')).toBeLessThan(1_500)
      expect(stream.events.map(({ type }) => type)).toEqual([
        'lot-scheduled',
        'lot-opened',
        'lot-closed',
      ])
      expect(stream.code).toBeNull()
    })

    it('lot-withdrawn arrives after withdrawLot', async () => {
      const lot = await openLot(seller)
      const stream = await open(lot.id)
      await stream.nextOf('ready')

      await seller.withdrawLot({ lotId: lot.id })

      expect(await stream.nextOf('lot-withdrawn')).toMatchObject({ data: {} })
    })
  },
  { concurrent: true },
)

describe('lot-closed after bids', () => {
  overBoth(
    'in a room',
    ({ open }) => {
      it('contains the price and the winner', async () => {
        const lot = await openLot(seller, { seconds: 3 })
        const stream = await open(lot.id)
        await stream.nextOf('ready')
        await placeBid(ben, lot, euros(200))
        const { lot: after } = await placeBid(cleo, lot, euros(500))

        const closed = await stream.nextOf('lot-closed')

        expect(stream.of('bid-placed').at(-1)?.data).toMatchObject({
          price: euros(210),
          closesAt: after.closesAt,
        })
        expect(closed.data).toEqual({
          status: 'sold',
          price: euros(210),
          winner: { id: cleo.id, name: 'Cleo' },
        })
        expect(closed.at >= (after.closesAt ?? '')).toBe(true)
        const room = await anonymous.readRoom({ lotId: lot.id })
        expect(room).toMatchObject({ lot: { status: 'sold' } })
        expect(room.position).toBe(`${closed.epoch}:${closed.seq}`)
      })

      it('contains neither price nor reserve if the reserve is not met', async () => {
        const lot = await openLot(seller, { seconds: 3, reservePrice: euros(432.1) })
        const stream = await open(lot.id)
        await stream.nextOf('ready')
        await placeBid(ben, lot, euros(222.22))

        const closed = await stream.nextOf('lot-closed')

        expect(closed.data).toEqual({ status: 'unsold', price: null, winner: null })
        const told = JSON.stringify(stream.frames)
        for (const secret of [432.1, 222.22]) expect(told).not.toContain(String(euros(secret)))
      })
    },
    { concurrent: true },
  )
})
