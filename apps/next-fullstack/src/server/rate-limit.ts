import { bidLimit, rateLimitExceededError } from '@gavel/contracts'
import type { Caller } from '@gavel/domain'
import { bidLimiter } from '../auction-house.ts'
import { settings } from '../settings.ts'

/** Limits the bids of a user in this process. @throws DomainError too-many-requests. */
export async function limitBids(bidder: Caller): Promise<void> {
  try {
    await bidLimiter().consume(bidder.id)
  } catch (error) {
    // Not `instanceof RateLimiterRes`: each bundle of Next has its own copy of that class.
    if (error instanceof Error) throw error
    const { msBeforeNext } = error as { msBeforeNext: number }
    throw rateLimitExceededError(bidLimit(settings()), msBeforeNext)
  }
}
