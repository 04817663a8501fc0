import { describe, expect, it } from 'vitest'
import { forwardedAddress, normalizeAddress } from '../src/index.ts'

describe('normalizeAddress', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    [' 192.0.2.1 ', '192.0.2.1'],
    ['198.51.100.8:50121', '198.51.100.8'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:192.0.2.1', '192.0.2.1'],
    ['::ffff:c000:201', '192.0.2.1'],
    ['0:0:0:0:0:ffff:192.0.2.1', '192.0.2.1'],
    ['[::ffff:192.0.2.1]:443', '192.0.2.1'],
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['2001:0DB8::1', '2001:db8:0:0::/64'],
    ['[2001:db8:7:1::9]:443', '2001:db8:7:1::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
  ])('writes %s as %s', (written, address) => {
    expect(normalizeAddress(written)).toBe(address)
  })

  it.each([null, undefined, '', 'unknown', '10', '0x7f.1', '1.2.3.4.5', '999.1.1.1', '1::2::3'])(
    'returns null for %j, which is no address',
    (written) => {
      expect(normalizeAddress(written)).toBeNull()
    },
  )
})

describe('forwardedAddress', () => {
  it.each([
    ['without a trusted proxy', '192.0.2.1', 0, null],
    ['without the header', null, 1, null],
    ['one proxy', 'forged, 192.0.2.1', 1, '192.0.2.1'],
    ['two proxies', 'forged, 192.0.2.1, 203.0.113.5', 2, '192.0.2.1'],
    ['fewer entries than proxies', '192.0.2.1', 2, '192.0.2.1'],
    ['an entry that is no address', 'unknown', 1, null],
  ])('%s', (_, header, proxies, address) => {
    expect(forwardedAddress(header, proxies)).toBe(address)
  })
})
