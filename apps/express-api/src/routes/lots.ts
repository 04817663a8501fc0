import {
  cachingOf,
  consignLot,
  editLot,
  etagOf,
  listLots,
  readBody,
  readLot,
  readParams,
  readQuery,
  replayHeaders,
  scheduleLot,
  withdrawLot,
} from '@gavel/contracts'
import { Router } from 'express'
import { auctionHouse } from '../auction-house.ts'
import {
  idempotencyKey,
  ifMatch,
  requireIdempotencyKey,
  requireIfMatch,
} from '../middleware/conditions.ts'
import { json } from '../middleware/json.ts'
import { operation } from '../middleware/operation.ts'
import { currentUser, optionalUser, requireUser } from '../middleware/session.ts'

/** Mounted at /api/lots. */
export const lots = Router({ caseSensitive: true, strict: true })

lots.get('/', operation(listLots), async (req, res) => {
  const filter = readQuery(listLots, req.query)

  const page = await auctionHouse.listLots(filter)

  res.json(page)
})

lots.post(
  '/',
  operation(consignLot),
  requireUser,
  requireIdempotencyKey,
  json,
  async (req, res) => {
    const draft = readBody(consignLot, req.body)

    const consigned = await auctionHouse.consignLot({
      ...draft,
      seller: currentUser(res),
      key: idempotencyKey(res),
    })

    res.status(201).location(`/api/lots/${consigned.answer.id}`)
    res.set(replayHeaders(consigned)).json(consigned.answer)
  },
)

lots.get('/:lotId', operation(readLot), async (req, res) => {
  const reader = await optionalUser(req, res)
  const { lotId } = readParams(readLot, req.params)

  const lot = await auctionHouse.readLot({ lotId, reader })

  // TWIN(etag): Express compares If-None-Match with the ETag of the response and answers 304 itself.
  // The weak hash that it makes of every body is switched off in app.ts.
  res.set({ ETag: etagOf(lot), 'Cache-Control': cachingOf(lot) }).json(lot)
})

lots.patch('/:lotId', operation(editLot), requireUser, requireIfMatch, json, async (req, res) => {
  const { lotId } = readParams(editLot, req.params)
  const change = readBody(editLot, req.body)

  const lot = await auctionHouse.editLot({
    ...change,
    lotId,
    seen: ifMatch(res),
    caller: currentUser(res),
  })

  res.set('ETag', etagOf(lot)).json(lot)
})

lots.delete('/:lotId', operation(withdrawLot), requireUser, async (req, res) => {
  const { lotId } = readParams(withdrawLot, req.params)

  await auctionHouse.withdrawLot({ lotId, caller: currentUser(res) })

  res.status(204).end()
})

lots.put('/:lotId/schedule', operation(scheduleLot), requireUser, json, async (req, res) => {
  const { lotId } = readParams(scheduleLot, req.params)
  const schedule = readBody(scheduleLot, req.body)

  const lot = await auctionHouse.scheduleLot({ ...schedule, lotId, caller: currentUser(res) })

  res.set('ETag', etagOf(lot)).json(lot)
})
