import type * as domain from '@gavel/domain'
import { CURRENCY, type LotId, type TransferId } from '@gavel/domain'
import { z } from 'zod'
import { operation } from './operation.ts'
import { Amount, id, Instant, page, pageOf, SignedAmount, Total } from './shapes.ts'

export const WalletView = z.strictObject({
  currency: z.literal(CURRENCY),
  available: Total.describe('Cents that its owner can spend.'),
  held: Total.describe('Cents set aside for bids that lead.'),
}) satisfies z.ZodType<domain.WalletView>

/** Money that came in or went out, and the wallet after it. */
export const MovementView = z.strictObject({
  id: id<TransferId>(),
  amount: Amount,
  at: Instant,
  wallet: WalletView,
}) satisfies z.ZodType<domain.MovementView>

/** One line of an account statement. */
export const EntryView = z.strictObject({
  id: id<TransferId>().describe('Both lines of a transfer within the wallet carry it.'),
  at: Instant,
  kind: z.enum(['deposit', 'withdrawal', 'hold', 'release', 'settlement']),
  amount: SignedAmount,
  account: z.enum(['available', 'held']),
  lotId: id<LotId>().exactOptional(),
}) satisfies z.ZodType<domain.EntryView>

export const Deposit = z.strictObject({ amount: Amount })
export const Withdraw = z.strictObject({ amount: Amount })
export const ListEntries = z.strictObject(page)

export const readWallet = operation({
  name: 'readWallet',
  summary: 'Tells what the caller can spend, and what is held for bids that lead.',
  method: 'GET',
  path: '/api/me/wallet',
  who: 'user',
  answers: { 200: WalletView },
})

export const deposit = operation({
  name: 'deposit',
  summary: 'Takes money into the caller’s wallet.',
  method: 'POST',
  path: '/api/me/wallet/deposits',
  who: 'user',
  keyed: true,
  body: Deposit,
  answers: { 201: MovementView },
  errors: ['wallet-full'],
})

export const withdraw = operation({
  name: 'withdraw',
  summary: 'Pays money out of the caller’s wallet.',
  method: 'POST',
  path: '/api/me/wallet/withdrawals',
  who: 'user',
  keyed: true,
  body: Withdraw,
  answers: { 201: MovementView },
  errors: ['insufficient-funds'],
})

export const listEntries = operation({
  name: 'listEntries',
  summary: 'Lists the caller’s account statement, newest first.',
  method: 'GET',
  path: '/api/me/wallet/entries',
  who: 'user',
  query: ListEntries,
  answers: { 200: pageOf(EntryView) },
})
