import { describe, expect, it } from 'vitest'
import { type Lot, money } from '../../src/index.ts'
import { isLive, statusOf } from '../../src/rules/status-follows-the-clock.ts'
import { ada, after, aLot, DAY, HOUR, ledBy, NOW, scheduled } from '../a-lot.ts'

const { opensAt, closesAt } = scheduled()
const led = aLot({ standing: ledBy(ada, 300_00, 100_00) })

describe('a lot without a schedule', () => {
  it('is a draft', () => {
    expect(statusOf(aLot({ schedule: null }), NOW)).toBe('draft')
  })
})

describe('a lot with a schedule', () => {
  it('is scheduled until the last millisecond before it opens', () => {
    expect(statusOf(led, after(-1, opensAt))).toBe('scheduled')
  })

  it('is live from the opening on', () => {
    expect(statusOf(led, opensAt)).toBe('live')
  })

  it('is live until the last millisecond before the close', () => {
    expect(statusOf(led, after(-1, closesAt))).toBe('live')
  })

  it('is over at the close', () => {
    expect(statusOf(led, closesAt)).toBe('sold')
    expect(isLive(led, closesAt)).toBe(false)
  })
})

describe('a lot past its close', () => {
  const past = after(DAY, closesAt)
  const atTheEnd = (lot: Partial<Lot>) => statusOf(aLot(lot), past)

  it('is sold to its leader, settled or not', () => {
    const standing = ledBy(ada, 300_00, 100_00)

    expect(atTheEnd({ standing, settled: false })).toBe('sold')
    expect(atTheEnd({ standing, settled: true })).toBe('sold')
  })

  it('is unsold without a bid, with a reserve or without', () => {
    expect(atTheEnd({})).toBe('unsold')
    expect(atTheEnd({ reservePrice: money(200_00) })).toBe('unsold')
  })

  it('is unsold below the reserve', () => {
    const standing = ledBy(ada, 199_99)

    expect(atTheEnd({ standing, reservePrice: money(200_00) })).toBe('unsold')
  })

  it('is sold at the reserve', () => {
    const standing = ledBy(ada, 300_00, 200_00)

    expect(atTheEnd({ standing, reservePrice: money(200_00) })).toBe('sold')
  })
})

describe('a withdrawn lot', () => {
  it.each([
    { name: 'as a draft', schedule: null },
    { name: 'before it opens', schedule: scheduled(HOUR, 2 * HOUR) },
    { name: 'while it would be live', schedule: scheduled() },
    { name: 'after it would have closed', schedule: scheduled(-2 * HOUR, -HOUR) },
  ])('$name is withdrawn', ({ schedule }) => {
    expect(statusOf(aLot({ withdrawn: true, schedule }), NOW)).toBe('withdrawn')
  })
})
