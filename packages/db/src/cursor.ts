import { type Page, domainError } from '@gavel/domain'

/**
 * A cursor says after which row the next page begins, and in which list: one of another list, or
 * made up, is refused. It is opaque: base64url of a JSON array.
 */
export const writeCursor = (list: string, position: readonly (string | number)[]): string =>
  Buffer.from(JSON.stringify([list, ...position])).toString('base64url')

/** A page of rows of which one more was asked for than fit: that one says that there is a next. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  {
    limit,
    list,
    itemOf,
    placeOf,
  }: {
    limit: number
    list: string
    itemOf(row: Row): Item
    placeOf(row: Row): readonly (string | number)[]
  },
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return { items: shown.map(itemOf), next: last ? writeCursor(list, placeOf(last)) : null }
}

/** A cursor is taken only as it was written, letter by letter. @throws DomainError malformed-request. */
export function readCursor<Position extends readonly unknown[]>(
  list: string,
  cursor: string,
  isPosition: (position: unknown[]) => boolean,
): Position {
  const [from, ...position] = parse(cursor)
  const isGiven =
    from === list && isPosition(position) && writeCursor(list, position as string[]) === cursor
  if (!isGiven) throw domainError('malformed-request')
  return position as unknown as Position
}

function parse(cursor: string): unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    return Array.isArray(parsed) ? (parsed as unknown[]) : []
  } catch {
    return []
  }
}

/** Whether a part of a position is an id. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)

/** Whether a position is a place in a room's log. */
export const isSeq = ([seq]: unknown[]): boolean =>
  Number.isInteger(seq) && Number(seq) > 0 && Number(seq) < 2 ** 31

/** Whether a part of a position is a moment, exactly as `toISOString` writes it. */
export const isMoment = (value: unknown): value is string =>
  typeof value === 'string' &&
  /^(?!0000)\d{4}-/.test(value) &&
  !Number.isNaN(Date.parse(value)) &&
  new Date(value).toISOString() === value
