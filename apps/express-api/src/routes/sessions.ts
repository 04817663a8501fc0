import { clearedCookie, needToken, signIn, signOut, signOutEverywhere } from '@gavel/contracts'
import { sendSession } from '../http/answer.ts'
import { callerOf, clientAddress, givenToken, replacedBy } from '../http/caller.ts'
import { gate } from '../http/gate.ts'
import { readInput } from '../http/input.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'
import { settings } from '../settings.ts'

export const routes = router()

routes.post(path(signIn), ...gate(signIn), async (req, res) => {
  const replaces = replacedBy(req)
  const address = clientAddress(req)
  const input = readInput(signIn, req, res)

  const session = await house.signIn({ ...input, replaces, address })

  sendSession(res, session)
})

routes.delete(path(signOut), ...gate(signOut), async (req, res) => {
  const token = needToken(givenToken(req))

  await house.signOut(token)

  res.status(204).set('Set-Cookie', clearedCookie(settings)).end()
})

routes.delete(path(signOutEverywhere), ...gate(signOutEverywhere), async (_req, res) => {
  const user = callerOf(res)

  await house.signOutEverywhere({ user })

  res.status(204).set('Set-Cookie', clearedCookie(settings)).end()
})
