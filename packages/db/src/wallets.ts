import { isDomainError, money, walletOf, type Wallets } from '@gavel/domain'
import type { Database } from './client.ts'
import type { Decide } from './decisions/decide.ts'
import { receiptOf } from './decisions/outcome.ts'
import { listEntries } from './entry-pages.ts'
import { amountOf } from './lot-rows.ts'

/** The wallets in PostgreSQL: the same two statements as a bid's, with no lot in them. */
export const walletsIn = (database: Database, decide: Decide): Wallets => ({
  async onWallet(user, work, command, key) {
    const [outcome] = await decide(null, [
      {
        walletsToLock: [user, 'world'],
        key,
        decide({ lot, wallets }) {
          const decision = work.decide(walletOf(wallets, user), command)
          if (isDomainError(decision)) return decision
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

  entries: (user, page) => listEntries(database, user, page),
})
