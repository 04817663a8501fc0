import {
  type EntryView,
  isRefusal,
  type LotId,
  money,
  type TransferId,
  walletOf,
  type Wallets,
} from '@gavel/domain'
import type { Database } from './client.ts'
import { isId, pageOf, readCursor } from './cursor.ts'
import type { Decide } from './decisions/decide.ts'
import { receiptOf } from './decisions/outcome.ts'
import type { Prisma } from './generated/client.ts'
import { amountOf } from './lot-rows.ts'

/** The wallets in PostgreSQL: the same two statements as a bid's, with no lot in them. */
export const walletsIn = (database: Database, decide: Decide): Wallets => ({
  async onWallet(user, work, command, key) {
    const [outcome] = await decide(null, [
      {
        parties: [user, 'world'],
        key,
        decide({ lot, wallets }) {
          const decision = work.decide(walletOf(wallets, user), command)
          if (isRefusal(decision)) return decision
          const { next, transfer } = decision
          return {
            next: { lot, wallets: new Map(wallets).set(user, next) },
            effects: { transfers: [transfer], events: [] },
            reply: ({ id, at }) => work.reply(next, command, { id: id as never, at }),
          }
        },
      },
    ])
    return receiptOf(outcome ?? { error: new Error('No outcome') })
  },

  async find(user) {
    const wallet = { available: money(0), held: money(0) }
    for (const { kind, balance } of await database.account.findMany({ where: { ownerId: user } }))
      if (kind === 'available' || kind === 'held') wallet[kind] = amountOf(balance)
    return wallet
  },

  async entries(user, { limit, cursor }) {
    const list = `entries ${user}`
    const after = cursor === undefined ? null : readCursor<[string, number]>(list, cursor, isLine)
    const rows = await database.entry.findMany({
      where: { account: { ownerId: user }, ...(after && before(after)) },
      orderBy: [{ transferId: 'desc' }, { line: 'desc' }],
      take: limit + 1,
      include: { account: { select: { kind: true } }, transfer: true },
    })
    const placeOf = ({ transferId, line }: Row) => [transferId, line]
    return pageOf(rows, { limit, list, itemOf: entryOf, placeOf })
  },
})

type Row = Prisma.EntryGetPayload<{
  include: { account: { select: { kind: true } }; transfer: true }
}>

const entryOf = ({ transfer, account, amount }: Row): EntryView => ({
  id: transfer.id as TransferId,
  at: transfer.at.toISOString(),
  kind: transfer.kind,
  amount: amountOf(amount),
  account: account.kind === 'held' ? 'held' : 'available',
  ...(transfer.lotId !== null && { lotId: transfer.lotId as LotId }),
})

/** Transfers are told newest first, and the lines of one in the opposite of their order. */
const before = ([transferId, line]: [string, number]): Prisma.EntryWhereInput => ({
  OR: [{ transferId: { lt: transferId } }, { transferId, line: { lt: line } }],
})

const isLine = ([transferId, line]: unknown[]): boolean =>
  isId(transferId) && Number.isInteger(line) && Number(line) >= 0 && Number(line) < 100
