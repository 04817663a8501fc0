import { deposit, listEntries, readWallet, replayHeaders, withdraw } from '@gavel/contracts'
import { callerOf } from '../http/caller.ts'
import { gate } from '../http/gate.ts'
import { readInput } from '../http/input.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'

export const routes = router()

routes.get(path(readWallet), ...gate(readWallet), async (_req, res) => {
  const owner = callerOf(res)

  const view = await house.readWallet({ owner })

  res.json(view)
})

routes.post(path(deposit), ...gate(deposit), async (req, res) => {
  const owner = callerOf(res)
  const input = readInput(deposit, req, res)

  const deposited = await house.deposit({ ...input, owner })

  res.status(201).set(replayHeaders(deposited)).json(deposited.answer)
})

routes.post(path(withdraw), ...gate(withdraw), async (req, res) => {
  const owner = callerOf(res)
  const input = readInput(withdraw, req, res)

  const withdrawn = await house.withdraw({ ...input, owner })

  res.status(201).set(replayHeaders(withdrawn)).json(withdrawn.answer)
})

routes.get(path(listEntries), ...gate(listEntries), async (req, res) => {
  const owner = callerOf(res)
  const input = readInput(listEntries, req, res)

  const page = await house.listEntries({ ...input, owner })

  res.json(page)
})
