import { changePassword, signUp, whoAmI } from '@gavel/contracts'
import { sendSession } from '../http/answer.ts'
import { callerOf, clientAddress, replacedBy } from '../http/caller.ts'
import { gate } from '../http/gate.ts'
import { readInput } from '../http/input.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'

export const routes = router()

routes.post(path(signUp), ...gate(signUp), async (req, res) => {
  const replaces = replacedBy(req)
  const address = clientAddress(req)
  const input = readInput(signUp, req, res)

  const session = await house.signUp({ ...input, replaces, address })

  sendSession(res, session)
})

routes.put(path(changePassword), ...gate(changePassword), async (req, res) => {
  const user = callerOf(res)
  const input = readInput(changePassword, req, res)

  const session = await house.changePassword({ ...input, user })

  sendSession(res, session, 200)
})

routes.get(path(whoAmI), ...gate(whoAmI), (_req, res) => {
  const caller = callerOf(res)

  res.json(caller)
})
