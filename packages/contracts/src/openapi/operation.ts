import { z } from 'zod'
import type { ZodOpenApiOperationObject } from 'zod-openapi'
import type { Operation } from '../operation.ts'
import { Position } from '../shapes.ts'
import { answersOf } from './answers.ts'

/** The operations by path and method, each with the chapter it belongs to as its tag. */
export function pathsOf(byTag: Record<string, Record<string, Operation>>) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {}
  for (const [tag, operations] of Object.entries(byTag))
    for (const operation of Object.values(operations)) {
      const { path, method } = operation
      paths[path] = { ...paths[path], [method.toLowerCase()]: described(operation, tag) }
    }
  return paths
}

function described(operation: Operation, tag: string): ZodOpenApiOperationObject {
  const { name, summary, description, params, query, body } = operation
  return {
    operationId: name,
    tags: [tag],
    summary,
    ...(description && { description }),
    security: securityOf(operation),
    requestParams: {
      ...(params && { path: params }),
      ...(query && { query: query as z.ZodObject }),
      header: requestHeadersOf(operation),
    },
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: body } } },
    }),
    responses: answersOf(operation),
  }
}

/** A draft is its seller's alone, so whoever asks for a lot may say who they are. */
function securityOf({ who, params }: Operation): Record<string, string[]>[] {
  if (who === 'operator') return [{ closings: [] }]
  const user = [{ session: [] }, { cookie: [] }]
  if (who === 'user') return user
  return params ? [...user, {}] : []
}

function requestHeadersOf({ keyed, matched, stream, answers }: Operation) {
  return z.object({
    ...(keyed && {
      'Idempotency-Key': z
        .string()
        .regex(/^("[A-Za-z0-9_-]{16,255}"|[A-Za-z0-9_-]{16,255})$/)
        .meta({ description: 'A new one for each thing to do, and the same for its retries.' }),
    }),
    ...(matched && {
      'If-Match': z
        .string()
        .meta({ description: 'The ETag of the lot as you have seen it, or `*`.' }),
    }),
    ...(304 in answers && {
      'If-None-Match': z.string().optional().meta({ description: 'The ETag of what you have.' }),
    }),
    ...(stream && {
      'Last-Event-ID': Position.optional().meta({ description: 'As `after`, over which it wins.' }),
    }),
  })
}
