import { DomainError, type Ports } from '@gavel/domain'
import { isUnavailable } from './errors.ts'

/**
 * The same ports, whose functions report a database that is away as a domain error. Callers map it
 * to an answer without knowing PostgreSQL or Prisma.
 */
export const reportingOutages = (ports: Ports): Ports =>
  Object.fromEntries(
    Object.entries(ports).map(([name, port]) => [name, reportingPort(port)]),
  ) as unknown as Ports

type Call = (...args: unknown[]) => Promise<unknown>

const reportingPort = (port: object): object =>
  Object.fromEntries(
    Object.entries(port).map(([name, call]: [string, Call]) => [
      name,
      (...args: unknown[]) => reported(() => call(...args)),
    ]),
  )

/** Awaits a call. @throws DomainError unavailable, with the driver's error as its cause. */
export async function reported<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    if (!isUnavailable(error)) throw error
    throw new DomainError('unavailable', { retryAfterSeconds: 1 }, { cause: error })
  }
}
