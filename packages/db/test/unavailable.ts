import { isDomainError } from '@gavel/domain'

/** Whether a store reported that the database is away. */
export const isUnavailable = (error: unknown): boolean =>
  isDomainError(error) && error.code === 'unavailable'
