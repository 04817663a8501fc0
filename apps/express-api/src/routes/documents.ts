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
import { Router } from 'express'
import { operation } from '../middleware/operation.ts'

/** Mounted at /api. */
export const documents = Router({ caseSensitive: true, strict: true })

documents.get('/openapi.json', operation(openapi), (_req, res) => {
  res.json(openapiDocument)
})

documents.get('/asyncapi.json', operation(asyncapi), (_req, res) => {
  res.json(asyncapiDocument)
})

const page = referencePage(stylesheet())

documents.get('/docs', operation(docs), (_req, res) => {
  res.set(PAGE_HEADERS).send(page)
})
