import { z } from 'zod'
import { operation } from './operation.ts'

export const openapi = operation({
  name: 'openapi',
  summary: 'Describes every operation, as OpenAPI 3.1.',
  method: 'GET',
  path: '/api/openapi.json',
  who: 'all',
  answers: { 200: z.looseObject({ openapi: z.literal('3.1.1') }) },
  selfContained: true,
})

export const asyncapi = operation({
  name: 'asyncapi',
  summary: 'Describes what the streams carry, as AsyncAPI 3.',
  method: 'GET',
  path: '/api/asyncapi.json',
  who: 'all',
  answers: { 200: z.looseObject({ asyncapi: z.literal('3.1.0') }) },
  selfContained: true,
})

export const docs = operation({
  name: 'docs',
  summary: 'Shows every operation to people, as one page.',
  method: 'GET',
  path: '/api/docs',
  who: 'all',
  mediaType: 'text/html',
  answers: { 200: z.string() },
  selfContained: true,
})
