import { describe, expect, it } from 'vitest'
import { api, joinRoom, methodsAt, noOperation, type Operation, paramsAt } from '../src/index.ts'
import { LOT } from './a-request.ts'

describe('the methods of a path', () => {
  it.each([
    { path: '/api/house', methods: ['GET', 'HEAD', 'OPTIONS'] },
    { path: '/api/lots', methods: ['GET', 'HEAD', 'OPTIONS', 'POST'] },
    { path: `/api/lots/${LOT}`, methods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH'] },
    { path: `/api/lots/${LOT.toUpperCase()}/bids`, methods: ['GET', 'HEAD', 'OPTIONS', 'POST'] },
    { path: `/api/lots/${LOT}/schedule`, methods: ['OPTIONS', 'PUT'] },
    { path: '/api/sessions', methods: ['DELETE', 'OPTIONS', 'POST'] },
    { path: '/api/sessions/current', methods: ['DELETE', 'OPTIONS'] },
    { path: '/', methods: ['GET', 'HEAD', 'OPTIONS'] },
  ])('$path are $methods, sorted', ({ path, methods }) => {
    expect(methodsAt(path)).toEqual(methods)
  })

  it('are known for every operation', () => {
    for (const { path, method } of Object.values<Operation>(api))
      expect(methodsAt(path.replaceAll(/\{\w+\}/g, LOT))).toContain(method)
  })

  it.each([
    '/api',
    '/api/',
    '/api/lots/',
    '/api/lots/1',
    `/api/lots/${LOT}/`,
    `/api/lots/${LOT}/bids/1`,
    `/x/api/lots`,
    '/API/lots',
    '/api/lots\n',
    '/api/{lotId}',
    '//',
    '/nothing',
    '',
  ])('%j has none', (path) => {
    expect(methodsAt(path)).toEqual([])
  })
})

describe('a request that no operation answers', () => {
  it('is told the methods that its path takes', () => {
    expect(noOperation(`/api/lots/${LOT}/bids`)).toMatchObject({
      code: 'method-not-allowed',
      headers: { Allow: 'GET, HEAD, OPTIONS, POST' },
    })
  })

  it('finds nothing where there is no path', () => {
    expect(noOperation('/api/lots/1')).toMatchObject({ name: 'DomainError', code: 'not-found' })
  })

  it('is told the methods of a page', () => {
    expect(noOperation('/')).toMatchObject({ headers: { Allow: 'GET, HEAD, OPTIONS' } })
  })

  it('cannot be read where its path is not well encoded', () => {
    expect(noOperation('/api/%ff')).toMatchObject({ code: 'malformed-request' })
  })
})

describe('the parameters of a path', () => {
  it('are found where it is that of the operation', () => {
    expect(paramsAt(joinRoom, `/api/lots/${LOT}/live`)).toEqual({ lotId: LOT })
  })

  it.each([`/api/lots/${LOT}/events`, `/api/lots/${LOT}/live/`, '/api/lots/1/live', '', '//'])(
    'are not found elsewhere: %j',
    (path) => {
      expect(paramsAt(joinRoom, path)).toBeNull()
    },
  )
})
