import { type Page, type PageRequest, domainError } from '@gavel/domain'
import { newId } from '../../src/ids.ts'
import type { Place, Tables } from './tables.ts'

/** A page of rows by their places, after the place of its cursor. @throws DomainError malformed-request. */
export function pageOf<Row, Item>(
  { cursors }: Tables,
  rows: readonly Row[],
  {
    list,
    limit,
    cursor,
    newestFirst = true,
    placeOf,
    itemOf,
  }: PageRequest & {
    list: string
    newestFirst?: boolean
    placeOf(row: Row): Place
    itemOf(row: Row): Item
  },
): Page<Item> {
  const from = cursor === undefined ? null : cursors.get(cursor)
  if (from === undefined || (from && from.list !== list)) throw domainError('malformed-request')
  const inOrder = (a: Place, b: Place) => (newestFirst ? compare(b, a) : compare(a, b))
  const rest = rows
    .map((row) => ({ row, place: placeOf(row) }))
    .filter(({ place }) => !from || inOrder(from.place, place) < 0)
    .sort((a, b) => inOrder(a.place, b.place))
  const items = rest.slice(0, limit).map(({ row }) => itemOf(row))
  const last = rest[limit - 1]
  if (!last || rest.length === limit) return { items, next: null }
  const next = newId()
  cursors.set(next, { list, place: last.place })
  return { items, next }
}

function compare(a: Place, b: Place): number {
  const part = a.findIndex((value, index) => value !== b[index])
  if (part === -1) return 0
  return (a[part] ?? '') < (b[part] ?? '') ? -1 : 1
}
