import { describe, expect, it } from 'vitest'
import { anonymous } from '../fixtures.ts'
import { operations } from '../operations.ts'
import { send } from '../requests.ts'

describe('API documents', () => {
  it('openapi describes every operation', async () => {
    const { paths } = await anonymous.openapi()

    const described = paths as Record<string, Record<string, { operationId: string }>>
    for (const { path, method, name } of operations)
      expect(described[path]?.[method.toLowerCase()]?.operationId).toBe(name)
  })

  it('asyncapi describes both room channels', async () => {
    const { channels } = await anonymous.asyncapi()

    expect(channels).toMatchObject({
      watchRoom: { address: '/api/lots/{lotId}/events' },
      joinRoom: { address: '/api/lots/{lotId}/live' },
    })
  })

  it('docs returns an HTML page', async () => {
    const { status, headers } = await send('GET', '/api/docs')

    expect(status).toBe(200)
    expect(headers['content-type']?.toLowerCase()).toContain('text/html')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })
})
