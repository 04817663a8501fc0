import type { EntryView, LotId, Page, PageRequest, TransferId, UserId } from '@gavel/domain'
import type { Database } from './client.ts'
import { isId, pageOf, readCursor } from './cursor.ts'
import type { Prisma } from './generated/client.ts'
import { amountOf } from './lot-rows.ts'

/**
 * A page of somebody's entries: transfers newest first, and the lines of one in the opposite of their
 * order. Each account is read by a keyset query of its own and the pages are merged, for PostgreSQL
 * keeps no order over two accounts: it would sort all their entries. One snapshot, so that no
 * transfer is seen by half.
 */
export async function listEntries(
  database: Database,
  user: UserId,
  { limit, cursor }: PageRequest,
): Promise<Page<EntryView>> {
  const list = `entries ${user}`
  const after = cursor === undefined ? null : readCursor<[string, number]>(list, cursor, isLine)
  const accounts = await database.account.findMany({ where: { ownerId: user } })
  const pages = await database.$transaction(
    accounts.map(({ id }) =>
      database.entry.findMany({
        where: { accountId: id, ...(after && before(after)) },
        orderBy: [{ transferId: 'desc' }, { line: 'desc' }],
        take: limit + 1,
        include: { transfer: true },
      }),
    ),
    { isolationLevel: 'RepeatableRead' },
  )
  const rows = pages.flat().toSorted(newestFirst)
  const held = accounts.find(({ kind }) => kind === 'held')?.id
  return pageOf(rows, {
    limit,
    list,
    itemOf: (row) => ({ ...entryOf(row), account: row.accountId === held ? 'held' : 'available' }),
    placeOf: ({ transferId, line }) => [transferId, line],
  })
}

type Row = Prisma.EntryGetPayload<{ include: { transfer: true } }>

const newestFirst = (one: Row, other: Row): number =>
  one.transferId === other.transferId
    ? other.line - one.line
    : one.transferId < other.transferId
      ? 1
      : -1

const entryOf = ({ transfer, amount }: Row): Omit<EntryView, 'account'> => ({
  id: transfer.id as TransferId,
  at: transfer.at.toISOString(),
  kind: transfer.kind,
  amount: amountOf(amount),
  ...(transfer.lotId !== null && { lotId: transfer.lotId as LotId }),
})

/** From the cursor's transfer on, where the index can begin, without the lines already told. */
const before = ([transferId, line]: [string, number]): Prisma.EntryWhereInput => ({
  transferId: { lte: transferId },
  NOT: { transferId, line: { gte: line } },
})

const isLine = ([transferId, line]: unknown[]): boolean =>
  isId(transferId) && Number.isInteger(line) && Number(line) >= 0 && Number(line) < 100
