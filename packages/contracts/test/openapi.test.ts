import { describe, expect, it } from 'vitest'
import { createSchema, type oas31 } from 'zod-openapi'
import { api, type Operation, openapiDocument, PROBLEMS, errorCodesOf } from '../src/index.ts'
import { exampleOf } from '../src/reference/example.ts'

const operations = Object.values<Operation>(api)

type Json = { [name: string]: Json } | Json[] | string | number | boolean | null
const document = JSON.parse(JSON.stringify(openapiDocument)) as { [name: string]: Json }

/** All values in the document, however deep, each with the name it has there. */
const within = (value: Json): [name: string, value: Json][] =>
  value === null || typeof value !== 'object'
    ? []
    : Object.entries(value).flatMap(([name, inner]) => [[name, inner], ...within(inner)])

/** What a reference leads to: undefined where that is nothing. */
const at = (reference: string): Json | undefined =>
  reference
    .slice('#/'.length)
    .split('/')
    .reduce<Json | undefined>(
      (place, name) => (place as Record<string, Json> | undefined)?.[name],
      document,
    )

/** The names of all fields in an answer of an operation, through every reference. */
function fieldsOf(value: Json): string[] {
  return within(value).flatMap(([name, inner]) => {
    if (name === '$ref') return fieldsOf(at(inner as string) ?? null)
    return name === 'properties' ? Object.keys(inner as object) : []
  })
}

const described = ({ path, method }: Operation) =>
  (document.paths as Record<string, Record<string, { [name: string]: Json }>>)[path]?.[
    method.toLowerCase()
  ]

describe('the OpenAPI document', () => {
  it('has every operation once, at its path and method', () => {
    const ids = within(document).flatMap(([name, value]) =>
      name === 'operationId' ? [value as string] : [],
    )

    expect(ids.toSorted()).toEqual(Object.keys(api).toSorted())
    for (const operation of operations)
      expect(described(operation)).toMatchObject({
        operationId: operation.name,
        summary: operation.summary,
      })
  })

  it('has what is told of a quota, where there is one', () => {
    const told = operations
      .filter((operation) => JSON.stringify(described(operation)).includes('headers/RateLimit"'))
      .map(({ name }) => name)

    expect(told.toSorted()).toEqual(['changePassword', 'placeBid', 'signIn', 'signUp'])
  })

  it('leads every reference to something that is there', () => {
    const references = within(document).flatMap(([name, value]) =>
      name === '$ref' ? [value as string] : [],
    )

    expect(references.length).toBeGreaterThan(100)
    expect(references.filter((reference) => at(reference) === undefined)).toEqual([])
  })

  it.each(operations)('has each refusal of $name by its status, and no other', (operation) => {
    const responses = described(operation)?.responses as Record<string, Json>

    const codes = Object.entries(responses).flatMap(([status, response]) =>
      refusalsIn(response).map((code) => `${status} ${code}`),
    )
    const expected = errorCodesOf(operation).map((code) => `${PROBLEMS[code].status} ${code}`)
    expect(codes.toSorted()).toEqual(expected.toSorted())
  })

  it('names every problem there is', () => {
    const text = JSON.stringify(document)

    expect(Object.keys(PROBLEMS).filter((code) => !text.includes(code))).toEqual([])
  })

  it.each([
    { field: 'password', tellers: [] },
    { field: 'reservePrice', tellers: [] },
    { field: 'maximum', tellers: ['placeBid', 'listMyBids'] },
    { field: 'current', tellers: [] },
    { field: 'token', tellers: ['signUp', 'signIn', 'changePassword'] },
    { field: 'email', tellers: ['signUp', 'signIn', 'changePassword', 'whoAmI'] },
  ])('tells a $field to nobody but whose it is', ({ field, tellers }) => {
    const telling = operations.filter((operation) =>
      fieldsOf(described(operation)?.responses ?? null).includes(field),
    )

    expect(telling.map(({ name }) => name).toSorted()).toEqual(tellers.toSorted())
  })
})

/** The texts of a body that have a length, each with its bounds. */
const texts = operations.flatMap(({ name, body }) => {
  const schema = body && (createSchema(body, { io: 'input' }).schema as oas31.SchemaObject)
  const fields = Object.entries((schema?.properties ?? {}) as Record<string, oas31.SchemaObject>)
  return fields.flatMap(([field, { maxLength, minLength = 0, format }]) =>
    maxLength && !format ? [{ name, body, field, minLength, maxLength }] : [],
  )
})

describe('the length of a text', () => {
  it.each(texts)(
    'is what the house holds to: $field of $name, $minLength to $maxLength',
    ({ body, field, minLength, maxLength }) => {
      const isTaken = (length: number) =>
        body?.safeParse({ ...exampleOf(body), [field]: 'é'.repeat(length) }).success

      expect([minLength, maxLength].map(isTaken)).toEqual([true, true])
      expect(isTaken(maxLength + 1)).toBe(false)
      expect(minLength > 0 && isTaken(minLength - 1)).toBe(false)
    },
  )
})

/** The codes of the problems that an answer may be. */
function refusalsIn(response: Json): string[] {
  return within(response).flatMap(([name, value]) => {
    const reference = value as string
    if (name !== '$ref' || !reference.startsWith('#/components/schemas/')) return []
    const code = within(at(reference) ?? null).find(([inner]) => inner === 'code')?.[1]
    const only = (code as { const?: string } | undefined)?.const
    return only ? [only] : []
  })
}
