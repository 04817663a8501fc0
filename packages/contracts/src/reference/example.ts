import type { z } from 'zod'
import { createSchema, type oas31 } from 'zod-openapi'
import type { Operation } from '../operation.ts'
import type { Schema } from './fields.ts'

/** A call of an operation by curl. What stands in capitals is the reader's to fill in. */
export function curlOf(operation: Operation): string {
  const { method, path, who, keyed, matched, body, stream } = operation
  const address = `"$HOUSE${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `$${capitals(name)}`)}"`
  return [
    `curl${method === 'GET' ? (stream ? ' -N' : '') : ` -X ${method}`} ${address}`,
    who === 'user' && '-H "Authorization: Bearer $TOKEN"',
    who === 'operator' && '-H "Authorization: Bearer $CLOSINGS_SECRET"',
    keyed && '-H "Idempotency-Key: $(uuidgen)"',
    matched && '-H "If-Match: $ETAG"',
    body && '-H "Content-Type: application/json"',
    body && `-d '${JSON.stringify(exampleOf(body))}'`,
  ]
    .filter(Boolean)
    .join(' \\\n  ')
}

const capitals = (name: string): string => name.replaceAll(/[A-Z]/g, '_$&').toUpperCase()

/** A body with the fields that must be there; where none must, with the first. */
export function exampleOf(body: z.ZodType): object {
  const { schema } = createSchema(body, { io: 'input' })
  const { properties = {}, required } = schema as oas31.SchemaObject
  const names = required ?? Object.keys(properties).slice(0, 1)
  return Object.fromEntries(names.map((name) => [name, valueOf(name, properties[name] ?? {})]))
}

function valueOf(name: string, schema: Schema): unknown {
  const { type, format, minLength = 0 } = schema as oas31.SchemaObject
  if (type === 'integer') return 12_000
  if (format === 'email') return 'ada@gavel.example'
  if (format === 'date-time')
    return name === 'opensAt' ? '2027-01-08T18:00:00Z' : '2027-01-15T18:00:00Z'
  return minLength > 1 || ['password', 'current'].includes(name) ? 'going going gone' : `A ${name}`
}
