import type * as domain from '@gavel/domain'
import { CURRENCY, type TransferId } from '@gavel/domain'
import { z } from 'zod'
import { operation } from './operation.ts'
import { Amount, id, Instant, Total } from './shapes.ts'

/** What its owner can spend, and what is set aside for bids that lead. */
export const WalletView = z.strictObject({
  currency: z.literal(CURRENCY),
  available: Total,
  held: Total,
}) satisfies z.ZodType<domain.WalletView>

/** Money that came in, and the wallet after it. */
export const MovementView = z.strictObject({
  id: id<TransferId>(),
  amount: Amount,
  at: Instant,
  wallet: WalletView,
}) satisfies z.ZodType<domain.MovementView>

export const Deposit = z.strictObject({ amount: Amount })

export const readWallet = operation({
  name: 'readWallet',
  method: 'GET',
  path: '/api/me/wallet',
  who: 'user',
  answers: { 200: WalletView },
})

export const deposit = operation({
  name: 'deposit',
  method: 'POST',
  path: '/api/me/wallet/deposits',
  who: 'user',
  keyed: true,
  body: Deposit,
  answers: { 201: MovementView },
  refusals: ['wallet-full'],
})
