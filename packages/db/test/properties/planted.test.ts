import { money } from '@gavel/domain'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type * as Minimum from '../../../domain/src/rules/bid-must-reach-the-minimum.ts'
import type * as Premium from '../../../domain/src/rules/buyers-pay-a-premium.ts'
import type * as Drafts from '../../../domain/src/rules/drafts-are-their-sellers-alone.ts'
import type * as Edits from '../../../domain/src/rules/edits-name-what-they-change.ts'
import type * as Cover from '../../../domain/src/rules/every-bid-must-be-covered.ts'
import type * as Leading from '../../../domain/src/rules/highest-maximum-leads.ts'
import type * as Increments from '../../../domain/src/rules/increment-grows-with-the-price.ts'
import type * as Late from '../../../domain/src/rules/late-bids-extend-the-lot.ts'
import type * as Seller from '../../../domain/src/rules/only-the-seller-may.ts'
import type * as Lifting from '../../../domain/src/rules/reserve-lifts-the-price.ts'
import type * as Reserve from '../../../domain/src/rules/reserve-reaches-the-starting-price.ts'
import type * as Schedules from '../../../domain/src/rules/schedule-must-lie-ahead.ts'
import type * as Own from '../../../domain/src/rules/sellers-may-not-bid-on-their-own-lot.ts'
import type * as Status from '../../../domain/src/rules/status-follows-the-clock.ts'
import type { TimedLot } from '../../../domain/src/lot.ts'
import { aStage } from './a-stage.ts'
import { checkEvenings } from './check.ts'

// Each rule is given a mistake that somebody might well make in it, by a switch in this file, and
// random evenings have to find it: a property that holds whatever the code does holds nothing.

type Rules = typeof Minimum &
  typeof Premium &
  typeof Drafts &
  typeof Edits &
  typeof Cover &
  typeof Leading &
  typeof Increments &
  typeof Late &
  typeof Seller &
  typeof Lifting &
  typeof Reserve &
  typeof Schedules &
  typeof Own &
  typeof Status

type Rule = (...given: never[]) => unknown

/** By the name of a rule, what makes another one of it. */
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

vi.mock('../../../domain/src/rules/bid-must-reach-the-minimum.ts', plantable)
vi.mock('../../../domain/src/rules/buyers-pay-a-premium.ts', plantable)
vi.mock('../../../domain/src/rules/drafts-are-their-sellers-alone.ts', plantable)
vi.mock('../../../domain/src/rules/edits-name-what-they-change.ts', plantable)
vi.mock('../../../domain/src/rules/every-bid-must-be-covered.ts', plantable)
vi.mock('../../../domain/src/rules/highest-maximum-leads.ts', plantable)
vi.mock('../../../domain/src/rules/increment-grows-with-the-price.ts', plantable)
vi.mock('../../../domain/src/rules/late-bids-extend-the-lot.ts', plantable)
vi.mock('../../../domain/src/rules/only-the-seller-may.ts', plantable)
vi.mock('../../../domain/src/rules/reserve-lifts-the-price.ts', plantable)
vi.mock('../../../domain/src/rules/reserve-reaches-the-starting-price.ts', plantable)
vi.mock('../../../domain/src/rules/schedule-must-lie-ahead.ts', plantable)
vi.mock('../../../domain/src/rules/sellers-may-not-bid-on-their-own-lot.ts', plantable)
vi.mock('../../../domain/src/rules/status-follows-the-clock.ts', plantable)

/** A mistake in one rule: what stands in for it, given the rule itself. */
const mistake = <Name extends keyof Rules>(
  is: string,
  rule: Name,
  plant: (rule: Rules[Name]) => Rules[Name],
) => ({ is, rule, plant: plant as unknown as (rule: Rule) => Rule })

const nothing = () => () => null

const MISTAKES = [
  mistake(
    'of two equal maxima the later leads',
    'highestMaximumLeads',
    (rule) => (lot, bid) =>
      bid.maximum === lot.standing?.maximum
        ? { price: bid.maximum, leader: bid.bidder, maximum: bid.maximum }
        : rule(lot, bid),
  ),
  mistake('who leads pays their own maximum', 'highestMaximumLeads', (rule) => (lot, bid) => {
    const standing = rule(lot, bid)
    return { ...standing, price: standing.maximum }
  }),
  mistake(
    'a raise moves the price',
    'highestMaximumLeads',
    (rule) => (lot, bid) =>
      rule(lot.standing ? { ...lot, standing: { ...lot.standing, leader: lot.seller } } : lot, bid),
  ),
  mistake('the minimum itself is too low', 'minimumBid', (rule) => (lot) => money(rule(lot) + 1)),
  mistake('a raise needs a whole step', 'bidMustReachTheMinimum', (rule) => (lot, bid) => {
    const { standing } = lot
    if (standing?.leader.id !== bid.bidder) return rule(lot, bid)
    return rule({ ...lot, standing: { ...standing, maximum: money(standing.maximum + 99) } }, bid)
  }),
  mistake(
    'a step begins a cent late',
    'oneStepAbove',
    (rule) => (amount) => money(rule(money(amount - 1)) + 1),
  ),
  mistake(
    'the premium is rounded down',
    'coverOf',
    () => (amount) => money(amount + Math.floor(amount / 10)),
  ),
  mistake(
    'an own hold is no cover',
    'everyBidMustBeCovered',
    (rule) => (lot, bid) => rule({ ...lot, standing: null }, bid),
  ),
  mistake(
    'a bid that loses needs no cover',
    'everyBidMustBeCovered',
    (rule) => (lot, bid) =>
      lot.standing && bid.maximum <= lot.standing.maximum ? null : rule(lot, bid),
  ),
  mistake('the cover is asked for last', 'bidMustReachTheMinimum', () => nothing()),
  mistake(
    'a raise extends the lot',
    'lateBidsExtendTheLot',
    (rule) => (lot, bid) => rule({ ...lot, standing: null }, bid),
  ),
  mistake(
    'the soft close is a second short',
    'lateBidsExtendTheLot',
    (rule) => (lot, bid) => rule(lot, { ...bid, softCloseSeconds: bid.softCloseSeconds - 1 }),
  ),
  mistake('the close may move to an earlier time', 'lateBidsExtendTheLot', () => (lot, bid) => ({
    ...lot.schedule,
    closesAt: new Date(bid.at.getTime() + bid.softCloseSeconds * 1000),
  })),
  mistake(
    'a maximum at the reserve misses it',
    'reserveLiftsThePrice',
    (rule) => (lot, standing) =>
      standing.maximum === lot.reservePrice ? standing : rule(lot, standing),
  ),
  mistake(
    'a raise does not reach the reserve',
    'reserveLiftsThePrice',
    (rule) => (lot, standing) =>
      lot.standing?.leader.id === standing.leader.id ? standing : rule(lot, standing),
  ),
  mistake(
    'a reserve is met by any bid',
    'isReserveMet',
    () => (lot) => (lot.reservePrice === null ? null : lot.standing !== null),
  ),
  mistake(
    'a bid at the very close counts',
    'isLive',
    (rule) =>
      (lot, now): lot is TimedLot =>
        rule(lot, new Date(now.getTime() - 1)),
  ),
  mistake(
    'a lot may be open for no time',
    'scheduleMustLieAhead',
    (rule) => (schedule, now) =>
      rule({ ...schedule, opensAt: new Date(schedule.opensAt.getTime() - 1) }, now),
  ),
  mistake('anybody may change a lot', 'onlyTheSellerMay', nothing),
  mistake('anybody may see a draft', 'draftsAreTheirSellersAlone', nothing),
  mistake('an edit overwrites what it has not seen', 'editsNameWhatTheyChange', nothing),
  mistake('a seller may bid', 'sellersMayNotBidOnTheirOwnLot', nothing),
  mistake('a reserve may lie below the start', 'reserveReachesTheStartingPrice', nothing),
]

afterEach(() => planted.clear())

describe('random evenings find a mistake in a rule', () => {
  it.each(MISTAKES)('$is', async ({ rule, plant }) => {
    planted.set(rule, plant)

    const checked = checkEvenings({ evenings: 3_000, scenes: 16, atOnce: 3 }, aStage, null)

    await expect(checked).rejects.toThrow('Property failed after')
  })
})
