import { describe, expect, it } from 'vitest'
import { type Lot, money } from '../../src/index.ts'
import {
  checkRevision,
  checkVisible,
  checkWithdrawal,
  isLive,
  statusOf,
} from '../../src/rules/lot.ts'
import { ada, after, aLot, DAY, HOUR, ledBy, NOW, sam, scheduled } from '../a-lot.ts'

describe('statusOf', () => {
  const { opensAt, closesAt } = scheduled()
  const led = aLot({ standing: ledBy(ada, 300_00, 100_00) })

  it('returns draft without a schedule', () => {
    expect(statusOf(aLot({ schedule: null }), NOW)).toBe('draft')
  })

  describe('between opensAt and closesAt', () => {
    it('returns scheduled one millisecond before opensAt', () => {
      expect(statusOf(led, after(-1, opensAt))).toBe('scheduled')
    })

    it('returns live at opensAt', () => {
      expect(statusOf(led, opensAt)).toBe('live')
    })

    it('returns live one millisecond before closesAt', () => {
      expect(statusOf(led, after(-1, closesAt))).toBe('live')
    })

    it('returns sold at closesAt', () => {
      expect(statusOf(led, closesAt)).toBe('sold')
      expect(isLive(led, closesAt)).toBe(false)
    })
  })

  describe('after closesAt', () => {
    const past = after(DAY, closesAt)
    const atTheEnd = (lot: Partial<Lot>) => statusOf(aLot(lot), past)

    it('returns sold with a leader, settled or not', () => {
      const standing = ledBy(ada, 300_00, 100_00)

      expect(atTheEnd({ standing, settled: false })).toBe('sold')
      expect(atTheEnd({ standing, settled: true })).toBe('sold')
    })

    it('returns unsold without bids', () => {
      expect(atTheEnd({})).toBe('unsold')
      expect(atTheEnd({ reservePrice: money(200_00) })).toBe('unsold')
    })

    it('returns unsold below the reserve', () => {
      const standing = ledBy(ada, 199_99)

      expect(atTheEnd({ standing, reservePrice: money(200_00) })).toBe('unsold')
    })

    it('returns sold at the reserve', () => {
      const standing = ledBy(ada, 300_00, 200_00)

      expect(atTheEnd({ standing, reservePrice: money(200_00) })).toBe('sold')
    })
  })

  describe('of a withdrawn lot', () => {
    it.each([
      { name: 'as a draft', schedule: null },
      { name: 'before it opens', schedule: scheduled(HOUR, 2 * HOUR) },
      { name: 'while it would be live', schedule: scheduled() },
      { name: 'after it would have closed', schedule: scheduled(-2 * HOUR, -HOUR) },
    ])('returns withdrawn $name', ({ schedule }) => {
      expect(statusOf(aLot({ withdrawn: true, schedule }), NOW)).toBe('withdrawn')
    })
  })
})

describe('checkVisible', () => {
  describe('for a draft', () => {
    const draft = aLot({ schedule: null, opened: false })

    it('accepts its seller', () => {
      expect(checkVisible(draft, sam.id)).toBeNull()
    })

    it('returns not-found for other readers, signed in or not', () => {
      expect(checkVisible(draft, ada.id)).toMatchObject({ code: 'not-found' })
      expect(checkVisible(draft, null)).toMatchObject({ code: 'not-found' })
    })
  })

  describe('for a lot withdrawn as a draft', () => {
    it('accepts its seller only', () => {
      const lot = aLot({ schedule: null, opened: false, withdrawn: true })

      expect(checkVisible(lot, sam.id)).toBeNull()
      expect(checkVisible(lot, ada.id)).toMatchObject({ code: 'not-found' })
    })
  })

  describe('for a lot with a schedule', () => {
    it('accepts every reader, before and after the opening', () => {
      expect(checkVisible(aLot(), null)).toBeNull()
      expect(checkVisible(aLot({ schedule: scheduled(HOUR, 2 * HOUR) }), null)).toBeNull()
    })
  })
})

describe('checkRevision', () => {
  const current = { version: 3, status: 'draft' } as const

  it('accepts the current revision', () => {
    expect(checkRevision(current, [{ version: 3, status: 'draft' }])).toBeNull()
  })

  it('accepts a list that contains the current revision', () => {
    const seen = [{ version: 2, status: 'draft' } as const, current]

    expect(checkRevision(current, seen)).toBeNull()
  })

  it('accepts any', () => {
    expect(checkRevision(current, 'any')).toBeNull()
  })

  it.each([
    { case: 'an older version', seen: [{ version: 2, status: 'draft' } as const] },
    { case: 'another status', seen: [{ version: 3, status: 'live' } as const] },
    { case: 'an empty list', seen: [] },
  ])('returns stale for $case', ({ seen }) => {
    expect(checkRevision(current, seen)?.code).toBe('stale')
  })
})

describe('checkWithdrawal', () => {
  const led = { standing: ledBy(ada, 200_00, 100_00) }

  describe('on a lot without bids', () => {
    it.each([
      { case: 'a draft', lot: aLot({ schedule: null, opened: false }) },
      { case: 'scheduled', lot: aLot({ schedule: scheduled(HOUR, 2 * HOUR), opened: false }) },
      { case: 'live', lot: aLot() },
      { case: 'already withdrawn', lot: aLot({ withdrawn: true }) },
    ])('accepts a lot that is $case', ({ lot }) => {
      expect(checkWithdrawal(lot, NOW)).toBeNull()
    })

    it('returns lot-closed from closesAt on', () => {
      const lot = aLot()

      expect(checkWithdrawal(lot, after(HOUR - 1))).toBeNull()
      expect(checkWithdrawal(lot, after(HOUR))).toMatchObject({ code: 'lot-closed' })
    })
  })

  describe('on a lot with bids', () => {
    it('returns lot-has-bids while the lot is live', () => {
      expect(checkWithdrawal(aLot(led), NOW)).toMatchObject({ code: 'lot-has-bids' })
    })

    it('returns lot-closed after the close, sold or unsold, settled or not', () => {
      for (const lot of [aLot(led), aLot({ ...led, settled: true }), aLot({ settled: true })])
        expect(checkWithdrawal(lot, after(HOUR))).toMatchObject({ code: 'lot-closed' })
    })
  })
})
