import { describe, expect, it } from 'vitest'
import { SOFT_CLOSE_SECONDS, type Standing, type TimedLot } from '../../src/index.ts'
import { lateBidsExtendTheLot } from '../../src/rules/late-bids-extend-the-lot.ts'
import { ada, after, aLot, ben, ledBy, SECOND, scheduled } from '../a-lot.ts'

const closesAt = scheduled().closesAt
const beforeClose = (milliseconds: number) => after(-milliseconds, closesAt)

/** When a lot that Ada leads closes, after a bid at a moment. */
function closeAfter(standing: Standing, at: Date, softCloseSeconds = SOFT_CLOSE_SECONDS): Date {
  const lot = aLot({ standing: ledBy(ada, 300_00, 100_00) }) as TimedLot
  return lateBidsExtendTheLot(lot, { after: standing, at, softCloseSeconds }).closesAt
}

const outbid = ledBy(ben, 500_00, 310_00)
const pricier = ledBy(ada, 300_00, 155_00)
const raised = ledBy(ada, 900_00, 100_00)

describe('a bid in the last two minutes', () => {
  it('moves the close to two minutes after it, when the leader changes', () => {
    const at = beforeClose(30 * SECOND)

    expect(closeAfter(outbid, at)).toEqual(after(120 * SECOND, at))
  })

  it('moves the close, when only the price changes', () => {
    const at = beforeClose(30 * SECOND)

    expect(closeAfter(pricier, at)).toEqual(after(120 * SECOND, at))
  })

  it('moves the close, when it is the first', () => {
    const at = beforeClose(SECOND)
    const lot = aLot() as TimedLot
    const bid = { after: ledBy(ada, 100_00), at, softCloseSeconds: SOFT_CLOSE_SECONDS }

    expect(lateBidsExtendTheLot(lot, bid).closesAt).toEqual(after(120 * SECOND, at))
  })

  it('moves nothing, when a leader only raises their own maximum', () => {
    expect(closeAfter(raised, beforeClose(SECOND))).toEqual(closesAt)
  })
})

describe('the border of the last two minutes', () => {
  it('leaves the close where it is at exactly two minutes', () => {
    expect(closeAfter(outbid, beforeClose(120 * SECOND))).toEqual(closesAt)
  })

  it('moves it by the millisecond that a bid is later', () => {
    expect(closeAfter(outbid, beforeClose(120 * SECOND - 1))).toEqual(after(1, closesAt))
  })
})

describe('a bid long before the close', () => {
  it('never moves the close to an earlier time', () => {
    expect(closeAfter(outbid, beforeClose(121 * SECOND))).toEqual(closesAt)
  })
})

describe('a house with a soft close of its own', () => {
  it('extends by that', () => {
    const at = beforeClose(SECOND)

    expect(closeAfter(outbid, at, 3)).toEqual(after(3 * SECOND, at))
  })
})

describe('the opening of a lot', () => {
  it('is never moved', () => {
    const lot = aLot() as TimedLot
    const bid = { after: ledBy(ada, 100_00), at: closesAt, softCloseSeconds: 120 }

    expect(lateBidsExtendTheLot(lot, bid).opensAt).toEqual(lot.schedule.opensAt)
  })
})
