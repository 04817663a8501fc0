import { describe, expect, it } from 'vitest'
import { lotsWithBidsStay } from '../../src/rules/lots-with-bids-stay.ts'
import { ada, after, aLot, HOUR, ledBy, NOW, scheduled } from '../a-lot.ts'

const led = { standing: ledBy(ada, 200_00, 100_00) }

describe('a lot that nobody has bid on', () => {
  it.each([
    { case: 'a draft', lot: aLot({ schedule: null, opened: false }) },
    { case: 'scheduled', lot: aLot({ schedule: scheduled(HOUR, 2 * HOUR), opened: false }) },
    { case: 'live', lot: aLot() },
    { case: 'withdrawn already', lot: aLot({ withdrawn: true }) },
  ])('may go while it is $case', ({ lot }) => {
    expect(lotsWithBidsStay(lot, NOW)).toBeNull()
  })

  it('may go until the millisecond before its close, and stays from then on', () => {
    const lot = aLot()

    expect(lotsWithBidsStay(lot, after(HOUR - 1))).toBeNull()
    expect(lotsWithBidsStay(lot, after(HOUR))).toMatchObject({ code: 'lot-closed' })
  })
})

describe('a lot that somebody has bid on', () => {
  it('stays for its bids while it is live', () => {
    expect(lotsWithBidsStay(aLot(led), NOW)).toMatchObject({ code: 'lot-has-bids' })
  })

  it('stays for its close once it is over, sold or unsold, settled or not', () => {
    for (const lot of [aLot(led), aLot({ ...led, settled: true }), aLot({ settled: true })])
      expect(lotsWithBidsStay(lot, after(HOUR))).toMatchObject({ code: 'lot-closed' })
  })
})
