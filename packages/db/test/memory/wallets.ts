import { isDomainError, money, walletOf } from '@gavel/domain'
import type { EntryView, TransferId, UserId, Wallet, Wallets } from '@gavel/domain'
import { newId } from '../../src/ids.ts'
import { posting } from './books.ts'
import { once } from './idempotency-records.ts'
import { pageOf } from './pages.ts'
import { type Alone, nameOf, type Tables } from './tables.ts'

export const walletsIn = (tables: Tables, alone: Alone): Wallets => ({
  onWallet: (user, work, command, key) =>
    alone((at) =>
      once(tables, { key, at }, () => {
        const wallets = walletsOf(tables, new Set([user]))
        const decision = work.decide(walletOf(wallets, user), command)
        if (isDomainError(decision)) throw decision
        const id = newId<TransferId>()
        const { write } = posting(tables, [{ ...decision.transfer, id }], {
          lotId: null,
          at,
          mayMove: ({ owner, kind }) => owner === user || kind === 'world',
        })
        return { answer: work.reply(decision.next, command, { id, at }), write }
      }),
    ),

  find: async (user) => walletIn(tables, user),

  async entries(user, page) {
    const rows = tables.transfers.flatMap(({ id, kind, lotId, at, lines }) =>
      lines.flatMap(({ account, amount }, line): { line: number; entry: EntryView }[] => {
        if (account.owner !== user) return []
        const entry = { id, at: at.toISOString(), kind, amount, account: account.kind }
        return [{ line, entry: lotId ? { ...entry, lotId } : entry }]
      }),
    )
    return pageOf(tables, rows, {
      ...page,
      list: `entries ${user}`,
      placeOf: ({ entry, line }) => [entry.id, line],
      itemOf: ({ entry }) => entry,
    })
  },
})

/** The wallets of those walletsToLock whom the house knows. */
export const walletsOf = (tables: Tables, walletsToLock: Set<string>): Map<UserId, Wallet> => {
  const known = [...walletsToLock].filter((party) => tables.users.has(party as UserId)) as UserId[]
  return new Map(known.map((user) => [user, walletIn(tables, user)]))
}

function walletIn({ balances }: Tables, owner: UserId): Wallet {
  const balanceOf = (kind: keyof Wallet) => money(balances.get(nameOf({ owner, kind })) ?? 0)
  return { available: balanceOf('available'), held: balanceOf('held') }
}
