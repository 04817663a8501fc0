import { describe, expect, it } from 'vitest'
import { addressOf } from '../src/index.ts'

const SOCKET = '192.0.2.1'
const forged = { 'x-forwarded-for': '198.51.100.7' }

describe('the address of a request', () => {
  it('is that of its socket, whatever a header says', () => {
    expect(addressOf(forged, SOCKET, { TRUST_PROXY: false })).toBe(SOCKET)
  })

  it('is what a trusted proxy wrote last, and not what somebody wrote before it', () => {
    const headers = { 'x-forwarded-for': '198.51.100.7, 203.0.113.9' }

    expect(addressOf(headers, SOCKET, { TRUST_PROXY: true })).toBe('203.0.113.9')
  })

  it('is that of its socket where the proxy wrote nothing', () => {
    for (const headers of [{}, { 'x-forwarded-for': '' }, { 'x-forwarded-for': 'a, ' }])
      expect(addressOf(headers, SOCKET, { TRUST_PROXY: true })).toBe(SOCKET)
  })

  it.each([
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['2001:db8:7:1::', '2001:db8:7:1::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('is one for one client, however it is written: %s', (written, address) => {
    expect(addressOf({}, written, { TRUST_PROXY: false })).toBe(address)
  })

  it('is not known where the socket cannot be seen', () => {
    expect(addressOf(forged, null, { TRUST_PROXY: false })).toBeNull()
    expect(addressOf(forged, null, { TRUST_PROXY: true })).toBe('198.51.100.7')
  })
})
