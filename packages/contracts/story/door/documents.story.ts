import { describe, expect, it } from 'vitest'
import { anybody } from '../house.ts'
import { ask, operations } from './door.ts'

describe('whoever asks a house what it can do', () => {
  it('is told of every operation, as OpenAPI', async () => {
    const { paths } = await anybody.openapi()

    const described = paths as Record<string, Record<string, { operationId: string }>>
    for (const { path, method, name } of operations)
      expect(described[path]?.[method.toLowerCase()]?.operationId).toBe(name)
  })

  it('is told of every frame, as AsyncAPI', async () => {
    const { channels } = await anybody.asyncapi()

    expect(channels).toMatchObject({
      watchRoom: { address: '/api/lots/{lotId}/events' },
      joinRoom: { address: '/api/lots/{lotId}/live' },
    })
  })

  it('is shown a page that has every operation, and runs and loads nothing', async () => {
    const { headers, text } = await ask('GET', '/api/docs')

    for (const { name } of operations) expect(text).toContain(` id="${name}"`)
    expect(text).toContain('color-scheme: light dark')
    expect(headers['content-type']).toMatch(/^text\/html; ?charset=utf-8$/i)
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
  })
})
