import { deposit, readWallet, replayHeaders } from '@gavel/contracts'
import { callerOf } from '../http/caller.ts'
import { gate, readInput } from '../http/gate.ts'
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
