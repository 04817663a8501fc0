import { beforeAll, describe, expect, it } from 'vitest'
import { newUser, openLot, type TestUser } from '../fixtures.ts'
import { send } from '../requests.ts'

// Sent with supertest: `fetch` adds `Cache-Control: no-cache` to a request with If-None-Match, and
// frameworks differ in what they then answer.

let anna: TestUser

beforeAll(async () => {
  anna = await newUser('Anna')
})

const read = (lotId: string) => send('GET', `/api/lots/${lotId}`)

describe('readLot with If-None-Match', () => {
  it('returns 304 without a body for the current ETag', async () => {
    const lot = await openLot(anna)
    const { etag = '' } = (await read(lot.id)).headers

    const again = await read(lot.id).set('If-None-Match', etag)

    expect(etag).toBe(`"${lot.version}-live"`)
    expect(again.status).toBe(304)
    expect(again.headers.etag).toBe(etag)
    expect(again.text).toBe('')
  })

  it('returns 304 if a list contains the current ETag as a weak one', async () => {
    const lot = await openLot(anna)
    const { etag = '' } = (await read(lot.id)).headers

    const again = await read(lot.id).set('If-None-Match', `"other", W/${etag}`)

    expect(again.status).toBe(304)
  })

  it('returns 200 for another ETag', async () => {
    const lot = await openLot(anna)

    const answer = await read(lot.id).set('If-None-Match', '"1-draft"')

    expect(answer.status).toBe(200)
  })
})

describe('HEAD of readLot', () => {
  it('returns the ETag of GET without a body', async () => {
    const lot = await openLot(anna)
    const get = await read(lot.id)

    const head = await send('HEAD', `/api/lots/${lot.id}`)

    expect(head.status).toBe(200)
    expect(head.headers.etag).toBe(get.headers.etag)
    expect(head.text ?? '').toBe('')
  })
})
