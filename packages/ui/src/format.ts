import type { Money } from '@gavel/domain'

const currency = new Intl.NumberFormat('en-IE', { style: 'currency', currency: 'EUR' })
const clock = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'short',
  timeZone: 'UTC',
})

/** An amount as people read it: 18000 becomes €180.00. */
export const inEuros = (amount: Money): string => currency.format(amount / 100)

/** A moment as people read it, in UTC so that server and browser write the same; '' for none. */
export const inWords = (instant: string | null): string =>
  instant ? `${clock.format(new Date(instant))} UTC` : ''

/** How many bids, as a sentence has it. */
export const bidsInWords = (count: number): string => (count === 1 ? '1 bid' : `${count} bids`)
