import { describe, expect, it } from 'vitest'
import { api, type Operation, openapiDocument, PROBLEMS, refusalsOf } from '../src/index.ts'

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
    if (name === '$ref') return fieldsOf(at(String(inner)) ?? null)
    return name === 'properties' ? Object.keys(inner as object) : []
  })
}

const described = ({ path, method }: Operation) =>
  (document.paths as Record<string, Record<string, { [name: string]: Json }>>)[path]?.[
    method.toLowerCase()
  ]

describe('the OpenAPI document', () => {
  it('has every operation once, at its path and method', () => {
    const ids = within(document).flatMap(([name, value]) => (name === 'operationId' ? [value] : []))

    expect(ids.toSorted()).toEqual(Object.keys(api).toSorted())
    for (const operation of operations)
      expect(described(operation)).toMatchObject({
        operationId: operation.name,
        summary: operation.summary,
      })
  })

  it('leads every reference to something that is there', () => {
    const references = within(document).flatMap(([name, value]) =>
      name === '$ref' ? [String(value)] : [],
    )

    expect(references.length).toBeGreaterThan(100)
    expect(references.filter((reference) => at(reference) === undefined)).toEqual([])
  })

  it.each(operations)('has each refusal of $name by its status, and no other', (operation) => {
    const responses = described(operation)?.responses as Record<string, Json>

    const codes = Object.entries(responses).flatMap(([status, response]) =>
      refusalsIn(response).map((code) => `${status} ${code}`),
    )
    const expected = refusalsOf(operation).map((code) => `${PROBLEMS[code].status} ${code}`)
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
    { field: 'token', tellers: ['signUp', 'signIn'] },
    { field: 'email', tellers: ['signUp', 'signIn', 'whoAmI'] },
  ])('tells a $field to nobody but whose it is', ({ field, tellers }) => {
    const telling = operations.filter((operation) =>
      fieldsOf(described(operation)?.responses ?? null).includes(field),
    )

    expect(telling.map(({ name }) => name).toSorted()).toEqual(tellers.toSorted())
  })
})

/** The codes of the problems that an answer may be. */
function refusalsIn(response: Json): string[] {
  return within(response).flatMap(([name, value]) => {
    if (name !== '$ref' || !String(value).startsWith('#/components/schemas/')) return []
    const code = within(at(String(value)) ?? null).find(([inner]) => inner === 'code')?.[1]
    const only = (code as { const?: string } | undefined)?.const
    return only ? [only] : []
  })
}
