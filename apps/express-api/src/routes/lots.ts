import {
  consignLot,
  editLot,
  etagOf,
  listLots,
  pathTo,
  readLot,
  replayHeaders,
  scheduleLot,
  withdrawLot,
} from '@gavel/contracts'
import { sendLot } from '../http/answer.ts'
import { callerOf, readerOf } from '../http/caller.ts'
import { gate } from '../http/gate.ts'
import { readInput } from '../http/input.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'

export const routes = router()

routes.get(path(listLots), ...gate(listLots), async (req, res) => {
  const input = readInput(listLots, req, res)

  const page = await house.listLots(input)

  res.json(page)
})

routes.post(path(consignLot), ...gate(consignLot), async (req, res) => {
  const seller = callerOf(res)
  const input = readInput(consignLot, req, res)

  const consigned = await house.consignLot({ ...input, seller })

  res.status(201).location(pathTo(readLot, { lotId: consigned.answer.id }))
  res.set(replayHeaders(consigned)).json(consigned.answer)
})

routes.get(path(readLot), ...gate(readLot), async (req, res) => {
  const reader = await readerOf(req, res)
  const input = readInput(readLot, req, res)

  const lot = await house.readLot({ ...input, reader })

  sendLot(req, res, lot)
})

routes.patch(path(editLot), ...gate(editLot), async (req, res) => {
  const caller = callerOf(res)
  const input = readInput(editLot, req, res)

  const lot = await house.editLot({ ...input, caller })

  res.set('ETag', etagOf(lot)).json(lot)
})

routes.delete(path(withdrawLot), ...gate(withdrawLot), async (req, res) => {
  const caller = callerOf(res)
  const input = readInput(withdrawLot, req, res)

  await house.withdrawLot({ ...input, caller })

  res.status(204).end()
})

routes.put(path(scheduleLot), ...gate(scheduleLot), async (req, res) => {
  const caller = callerOf(res)
  const input = readInput(scheduleLot, req, res)

  const lot = await house.scheduleLot({ ...input, caller })

  res.set('ETag', etagOf(lot)).json(lot)
})
