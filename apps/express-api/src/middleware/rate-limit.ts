import { bidLimit, rateLimitExceededError } from '@gavel/contracts'
import type { RequestHandler } from 'express'
import { RateLimiterRes } from 'rate-limiter-flexible'
import { bidLimiter } from '../auction-house.ts'
import { settings } from '../settings.ts'
import { currentUser } from './session.ts'

/** Limits the bids of a user in this process. @throws DomainError too-many-requests. */
export const limitBids: RequestHandler = async (_req, res, next) => {
  try {
    await bidLimiter.consume(currentUser(res).id)
  } catch (error) {
    if (error instanceof RateLimiterRes)
      throw rateLimitExceededError(bidLimit(settings), error.msBeforeNext)
    throw error
  }
  next()
}
