import request, { type Response, type Test } from 'supertest'
import { api } from '../../src/api.ts'
import type { Method, Operation } from '../../src/operation.ts'
import { check } from '../answers.ts'
import { baseUrl } from '../given.ts'
import { newKey, type Person } from '../house.ts'

/** An id that looks like one and is nobody's. */
export const NOBODYS_ID = '01890000-0000-7000-8000-000000000000'

export const operations: Operation[] = Object.values(api)

/** The path of an operation, with an id that leads to nothing. */
export const pathOf = ({ path }: Operation): string => path.replaceAll(/\{\w+\}/g, NOBODYS_ID)

/** Every path of the API with the methods it takes, as the operations have it. */
export const paths: { path: string; methods: Method[] }[] = [
  ...Map.groupBy(operations, pathOf).entries(),
].map(([path, found]) => ({ path, methods: found.map(({ method }) => method) }))

/** A raw request. Its answer is held to the contract. */
export const ask = (method: Method | 'HEAD' | 'OPTIONS', path: string): Test =>
  request(baseUrl)
    [method.toLowerCase() as 'get'](path)
    .on('response', ({ status, headers, text }: Response) =>
      check({ method, target: path, status, headers, text }),
    )

/** A raw deposit, as its sender's client would make it: the shape that most cases spoil in one place. */
export const deposit = (person: Person): Test =>
  ask('POST', '/api/me/wallet/deposits')
    .set('Authorization', `Bearer ${person.token}`)
    .set('Idempotency-Key', newKey())
    .set('Content-Type', 'application/json')
