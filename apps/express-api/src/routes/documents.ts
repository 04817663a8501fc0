import {
  asyncapi,
  asyncapiDocument,
  docs,
  openapi,
  openapiDocument,
  PAGE_HEADERS,
  referencePage,
} from '@gavel/contracts'
import { stylesheet } from '@gavel/ui/stylesheet'
import { gate } from '../http/gate.ts'
import { path } from '../http/path.ts'
import { router } from '../http/router.ts'

export const routes = router()

routes.get(path(openapi), ...gate(openapi), (_req, res) => {
  res.json(openapiDocument)
})

routes.get(path(asyncapi), ...gate(asyncapi), (_req, res) => {
  res.json(asyncapiDocument)
})

const page = referencePage(stylesheet())

routes.get(path(docs), ...gate(docs), (_req, res) => {
  res.set(PAGE_HEADERS).send(page)
})
