import {
  deposit,
  listEntries,
  readBody,
  readQuery,
  readWallet,
  replayHeaders,
  withdraw,
} from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../../auction-house.ts'
import { idempotencyKey, requireIdempotencyKey } from '../../middleware/conditions.ts'
import { json } from '../../middleware/json.ts'
import { operation } from '../../middleware/operation.ts'
import { currentUser, requireUser } from '../../middleware/session.ts'

/** Mounted at /api/me/wallet. */
export const wallet = Router({ caseSensitive: true, strict: true })

wallet.get('/', operation(readWallet), requireUser, async (_req, res) => {
  const view = await auctionHouse.readWallet({ owner: currentUser(res) })

  res.json(view)
})

wallet.get('/entries', operation(listEntries), requireUser, async (req, res) => {
  const page = readQuery(listEntries, req.query)

  const listed = await auctionHouse.listEntries({ ...page, owner: currentUser(res) })

  res.json(listed)
})

wallet.post(
  '/deposits',
  operation(deposit),
  requireUser,
  requireIdempotencyKey,
  json,
  async (req, res) => {
    const { amount } = readBody(deposit, req.body)

    const deposited = await auctionHouse.deposit({
      amount,
      owner: currentUser(res),
      key: idempotencyKey(res),
    })

    res.status(201).set(replayHeaders(deposited)).json(deposited.answer)
  },
)

wallet.post(
  '/withdrawals',
  operation(withdraw),
  requireUser,
  requireIdempotencyKey,
  json,
  async (req, res) => {
    const { amount } = readBody(withdraw, req.body)

    const withdrawn = await auctionHouse.withdraw({
      amount,
      owner: currentUser(res),
      key: idempotencyKey(res),
    })

    res.status(201).set(replayHeaders(withdrawn)).json(withdrawn.answer)
  },
)
