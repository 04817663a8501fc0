import { signUp, whoAmI } from '@gavel/contracts'
import { sendSession } from '../http/answer.ts'
import { callerOf } from '../http/caller.ts'
import { gate, readInput } from '../http/gate.ts'
import { path } from '../http/path.ts'
import { routes } from '../http/routes.ts'
import { house } from '../house.ts'

export const users = routes()

users.post(path(signUp), ...gate(signUp), async (req, res) => {
  const input = readInput(signUp, req, res)

  const session = await house.signUp(input)

  sendSession(res, session)
})

users.get(path(whoAmI), ...gate(whoAmI), (_req, res) => {
  const caller = callerOf(res)

  res.json(caller)
})
