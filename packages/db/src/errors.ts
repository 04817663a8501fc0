import { Prisma } from './generated/client.ts'

/** PostgreSQL's classes of errors (appendix A of its manual) that say: not you, the server. */
const SERVER_GONE = new Set(['08', '53', '57'])
/** Codes of Prisma's own (its error reference) that say the same. */
const PRISMA_GONE = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028'])
/** Kinds of error of Prisma's driver adapter that say the same. */
const ADAPTER_GONE = new Set([
  'DatabaseNotReachable',
  'ConnectionClosed',
  'SocketTimeout',
  'TlsConnectionError',
  'TooManyConnections',
])
const SOCKET_GONE =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|timeout exceeded|terminated|not queryable/

/** Whether an error means that the database cannot be reached, rather than that it refused. */
export function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { originalCode: sqlState, kind } = causeOf(error)
  if (sqlState) return SERVER_GONE.has(sqlState.slice(0, 2))
  if (kind) return ADAPTER_GONE.has(kind)
  return PRISMA_GONE.has(codeOf(error)) || SOCKET_GONE.test(error.message)
}

/**
 * Whether whoever asks next would fail in the same way. A statement that was ended for its time
 * (57014) may only have waited for somebody else's row.
 */
export const isAway = (error: unknown): boolean =>
  isUnavailable(error) && sqlStateOf(error) !== '57014'

/** Whether the same work, done again, may well succeed: a lost race, not a fault. */
export function isLostRace(error: unknown): boolean {
  const sqlState = sqlStateOf(error)
  return (
    error instanceof StaleSnapshot ||
    sqlState === '40001' ||
    sqlState === '40P01' ||
    codeOf(error) === 'P2034' ||
    isKeyTaken(error)
  )
}

/** Whether another request with the same Idempotency-Key has just been answered. */
export function isKeyTaken(error: unknown): boolean {
  return isTaken(error, 'idempotency_pkey', ['user_id', 'key'])
}

/** Whether a unique key refused a row: by the key's name, or by its columns. */
export function isTaken(error: unknown, key: string, columns: readonly string[]): boolean {
  if (sqlStateOf(error) !== '23505' && codeOf(error) !== 'P2002') return false
  const told = JSON.stringify((error as Prisma.PrismaClientKnownRequestError).meta ?? {})
  return told.includes(key) || columns.every((column) => told.includes(`"${column}"`))
}

/** Somebody leads who is newer than the snapshot of the statement that locked the lot. */
export class StaleSnapshot extends Error {}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** The SQLSTATE, if there is one. */
const sqlStateOf = (error: unknown): string | undefined => causeOf(error).originalCode

/**
 * What the driver adapter said. Prisma carries it inside its own error, but where the error is that of
 * a BEGIN or a COMMIT, which it passes on as it is.
 */
function causeOf(error: unknown): { originalCode?: string; kind?: string } {
  if (error instanceof Error && error.name === 'DriverAdapterError') return error.cause ?? {}
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return {}
  const adapter = error.meta?.driverAdapterError as { cause?: object } | undefined
  return adapter?.cause ?? {}
}
