import { listMessages, postMessage, replayHeaders } from '@gavel/contracts'
import { callerOf, readerOf } from '../http/caller.ts'
import { gate } from '../http/gate.ts'
import { readInput } from '../http/input.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'
import { house } from '../house.ts'

export const routes = router()

routes.get(path(listMessages), ...gate(listMessages), async (req, res) => {
  const reader = await readerOf(req, res)
  const input = readInput(listMessages, req, res)

  const page = await house.listMessages({ ...input, reader })

  res.json(page)
})

routes.post(path(postMessage), ...gate(postMessage), async (req, res) => {
  const author = callerOf(res)
  const input = readInput(postMessage, req, res)

  const posted = await house.postMessage({ ...input, author })

  res.status(201).set(replayHeaders(posted)).json(posted.answer)
})
