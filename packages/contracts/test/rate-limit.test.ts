import { describe, expect, it } from 'vitest'
import { rateLimitExceededError } from '../src/index.ts'

const quota = { name: 'bids', most: 100, seconds: 10 }

describe('rateLimitExceededError', () => {
  it.each([
    [6_001, 7],
    [7_000, 7],
    [1, 1],
    [0, 1],
  ])('%d ms are %d whole seconds to wait', (milliseconds, retryAfterSeconds) => {
    expect(rateLimitExceededError(quota, milliseconds)).toMatchObject({
      code: 'too-many-requests',
      facts: { retryAfterSeconds },
      quota,
    })
  })
})
