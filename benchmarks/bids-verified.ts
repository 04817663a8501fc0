import { deepStrictEqual, strictEqual } from 'node:assert'
import { placeBid } from '@gavel/contracts'
import type { AuctionHouse } from '@gavel/domain'
import { type MeasuredHouse, openLots } from './house.ts'
import { offersOn, requestOf } from './offers.ts'
import type { Server } from './servers.ts'

/**
 * Bids on one lot through each twin and by each floor: each is accepted, is answered as the contract
 * says, and leads; a key sent twice at once has one answer. @throws AssertionError.
 */
export async function verifyBids(
  servers: readonly Server[],
  floors: readonly Pick<AuctionHouse, 'placeBid'>[],
  house: MeasuredHouse,
): Promise<void> {
  const [lotId] = await openLots(house, 1)
  if (!lotId) throw new Error('No lot was opened')
  const next = offersOn([lotId], house.bidders)
  let count = 0
  for (const { baseUrl } of servers) {
    const offer = next()
    const { path, ...init } = requestOf(offer)
    const answers = await Promise.all([0, 1].map(() => fetch(baseUrl + path, init)))
    const [first, second] = await Promise.all(answers.map((answer) => answer.text()))
    deepStrictEqual([answers[0]?.status, first], [201, second])
    count += 1
    const { bid, leading, lot } = placeBid.answers[201].parse(JSON.parse(first ?? ''))
    deepStrictEqual([bid.maximum, leading, lot.bidCount], [offer.maximum, true, count])
  }
  for (const floor of floors) {
    const { bidder, ...offer } = next()
    const { answer } = await floor.placeBid({ ...offer, bidder: bidder.user })
    count += 1
    deepStrictEqual([answer.leading, answer.lot.bidCount], [true, count])
  }
  const { items } = await house.house.listBids({ lotId, reader: null, limit: 100 })
  strictEqual(items.length, count)
}
