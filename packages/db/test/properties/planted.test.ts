import { money } from '@gavel/domain'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as Bids from '../../../domain/src/rules/bid.ts'
import type * as Increments from '../../../domain/src/rules/increment.ts'
import type * as Lots from '../../../domain/src/rules/lot.ts'
import type * as Premiums from '../../../domain/src/rules/premium.ts'
import type * as Reserves from '../../../domain/src/rules/reserve.ts'
import type * as Schedules from '../../../domain/src/rules/schedule.ts'
import type { TimedLot } from '../../../domain/src/lot.ts'
import { aStage } from './a-stage.ts'
import { checkEvenings } from './check.ts'

// Mutation tests: each case replaces one rule by a faulty version, and the property test must fail.

type Rules = typeof Bids &
  typeof Increments &
  typeof Lots &
  typeof Premiums &
  typeof Reserves &
  typeof Schedules

type Rule = (...given: never[]) => unknown

/** Maps the name of a rule to a function that returns its faulty version. */
const { planted, plantable } = vi.hoisted(() => {
  const planted = new Map<string, (rule: Rule) => Rule>()
  const plantable = (name: string, rule: unknown) =>
    typeof rule !== 'function'
      ? rule
      : (...given: never[]) => (planted.get(name)?.(rule as Rule) ?? (rule as Rule))(...given)
  return {
    planted,
    plantable: async (real: () => Promise<object>) =>
      Object.fromEntries(
        Object.entries(await real()).map(([name, rule]) => [name, plantable(name, rule)]),
      ),
  }
})

vi.mock('../../../domain/src/rules/bid.ts', plantable)
vi.mock('../../../domain/src/rules/increment.ts', plantable)
vi.mock('../../../domain/src/rules/lot.ts', plantable)
vi.mock('../../../domain/src/rules/premium.ts', plantable)
vi.mock('../../../domain/src/rules/reserve.ts', plantable)
vi.mock('../../../domain/src/rules/schedule.ts', plantable)

/** A faulty version of one rule; `plant` receives the original. */
const mistake = <Name extends keyof Rules>(
  is: string,
  rule: Name,
  plant: (rule: Rules[Name]) => Rules[Name],
) => ({ is, rule, plant: plant as unknown as (rule: Rule) => Rule })

const nothing = () => () => null

/** The rule with another soft close than the lot's, which the schedule keeps. */
const withSoftClose =
  (rule: Rules['extendedSchedule'], change: (seconds: number) => number): typeof rule =>
  (lot, bid) => {
    const { softCloseSeconds } = lot.schedule
    const schedule = { ...lot.schedule, softCloseSeconds: change(softCloseSeconds) }
    return { ...rule({ ...lot, schedule }, bid), softCloseSeconds }
  }

const MISTAKES = [
  mistake(
    'of two equal maxima the later one leads',
    'nextStanding',
    (rule) => (lot, bid) =>
      bid.maximum === lot.standing?.maximum
        ? { price: bid.maximum, leader: bid.bidder, maximum: bid.maximum }
        : rule(lot, bid),
  ),
  mistake('the price is the leading maximum', 'nextStanding', (rule) => (lot, bid) => {
    const standing = rule(lot, bid)
    return { ...standing, price: standing.maximum }
  }),
  mistake(
    'a raise of the own maximum changes the price',
    'nextStanding',
    (rule) => (lot, bid) =>
      rule(lot.standing ? { ...lot, standing: { ...lot.standing, leader: lot.seller } } : lot, bid),
  ),
  mistake(
    'the minimum bid is one cent too high',
    'minimumBid',
    (rule) => (lot) => money(rule(lot) + 1),
  ),
  mistake(
    'a raise must exceed the own maximum by 1.00',
    'checkMinimumBid',
    (rule) => (lot, bid) => {
      const { standing } = lot
      if (standing?.leader.id !== bid.bidder) return rule(lot, bid)
      return rule({ ...lot, standing: { ...standing, maximum: money(standing.maximum + 99) } }, bid)
    },
  ),
  mistake(
    'an increment starts one cent late',
    'plusIncrement',
    (rule) => (amount) => money(rule(money(amount - 1)) + 1),
  ),
  mistake(
    'the premium is rounded down',
    'coverOf',
    () => (amount) => money(amount + Math.floor(amount / 10)),
  ),
  mistake(
    "the bidder's own hold is no cover",
    'checkCover',
    (rule) => (lot, bid) => rule({ ...lot, standing: null }, bid),
  ),
  mistake(
    'a losing bid needs no cover',
    'checkCover',
    (rule) => (lot, bid) =>
      lot.standing && bid.maximum <= lot.standing.maximum ? null : rule(lot, bid),
  ),
  mistake('there is no minimum bid', 'checkMinimumBid', () => nothing()),
  mistake(
    'a raise extends the schedule',
    'extendedSchedule',
    (rule) => (lot, bid) => rule({ ...lot, standing: null }, bid),
  ),
  mistake(
    'the soft close is one second short',
    'extendedSchedule',
    (rule) => (lot, bid) => withSoftClose(rule, (seconds) => seconds - 1)(lot, bid),
  ),
  mistake(
    'the soft close of the lot is ignored',
    'extendedSchedule',
    (rule) => (lot, bid) => withSoftClose(rule, () => 120)(lot, bid),
  ),
  mistake(
    'the soft close moves closesAt to an earlier time',
    'extendedSchedule',
    () => (lot, bid) => ({
      ...lot.schedule,
      closesAt: new Date(bid.at.getTime() + lot.schedule.softCloseSeconds * 1000),
    }),
  ),
  mistake(
    'a maximum equal to the reserve does not reach it',
    'raisedToReserve',
    (rule) => (lot, standing) =>
      standing.maximum === lot.reservePrice ? standing : rule(lot, standing),
  ),
  mistake(
    'a raise does not reach the reserve',
    'raisedToReserve',
    (rule) => (lot, standing) =>
      lot.standing?.leader.id === standing.leader.id ? standing : rule(lot, standing),
  ),
  mistake(
    'any bid meets the reserve',
    'isReserveMet',
    () => (lot) => (lot.reservePrice === null ? null : lot.standing !== null),
  ),
  mistake(
    'a bid at closesAt is accepted',
    'isLive',
    (rule) =>
      (lot, now): lot is TimedLot =>
        rule(lot, new Date(now.getTime() - 1)),
  ),
  mistake(
    'opensAt may equal closesAt',
    'checkSchedule',
    (rule) => (schedule, now) =>
      rule({ ...schedule, opensAt: new Date(schedule.opensAt.getTime() - 1) }, now),
  ),
  mistake('any user can change a lot', 'checkSeller', nothing),
  mistake('any user can see a draft', 'checkVisible', nothing),
  mistake('a stale edit is accepted', 'checkRevision', nothing),
  mistake('sellers can bid on their own lots', 'checkBidder', nothing),
  mistake('the reserve can be below the starting price', 'checkReserve', nothing),
]

afterEach(() => planted.clear())

describe('the property test fails when', () => {
  it.each(MISTAKES)('$is', async ({ rule, plant }) => {
    planted.set(rule, plant)

    const checked = checkEvenings({ evenings: 3_000, scenes: 16, atOnce: 3 }, aStage, null)

    await expect(checked).rejects.toThrow('Property failed after')
  })
})
