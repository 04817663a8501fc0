import { describe, expect, it } from 'vitest'
import { forwardedAddress, normalizeAddress } from '../../src/index.ts'

describe('normalizeAddress', () => {
  it.each([
    ['192.0.2.1'],
    [' 192.0.2.1 '],
    ['192.0.2.1:443'],
    ['192.0.2.1:51234'],
    ['::ffff:192.0.2.1'],
    ['::FFFF:192.0.2.1'],
    ['::ffff:c000:201'],
    ['::ffff:c000:0201'],
    ['0:0:0:0:0:ffff:192.0.2.1'],
    ['0000:0000:0000:0000:0000:ffff:c000:0201'],
    ['0::ffff:192.0.2.1'],
    ['::ffff:192.0.2.1%eth0'],
    ['[::ffff:192.0.2.1]:51234'],
    ['[::ffff:c000:201]'],
  ])('reduces %j to its IPv4 address', (written) => {
    expect(normalizeAddress(written)).toBe('192.0.2.1')
  })

  it.each([
    ['2001:db8:0:1:aaaa:bbbb:cccc:dddd', '2001:db8:0:1::/64'],
    ['2001:0DB8:0000:0001::1', '2001:db8:0:1::/64'],
    ['2001:db8:0:1::', '2001:db8:0:1::/64'],
    ['2001:db8:0:1:0:0:192.0.2.1', '2001:db8:0:1::/64'],
    ['[2001:db8:0:1::1]', '2001:db8:0:1::/64'],
    ['[2001:db8:0:1::1]:51234', '2001:db8:0:1::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['1:2:3:4:5:6:7::', '1:2:3:4::/64'],
    ['::2:3:4:5:6:7:8', '0:2:3:4::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['fe80::1%2', 'fe80:0:0:0::/64'],
    ['[fe80::1%eth0]:443', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['::fffe:192.0.2.1', '0:0:0:0::/64'],
  ])('reduces %j to the network %s', (written, network) => {
    expect(normalizeAddress(written)).toBe(network)
  })

  it.each([
    [null],
    [undefined],
    [''],
    ['unknown'],
    ['_hidden'],
    ['localhost'],
    ['192.0.2'],
    ['192.0.2.1.5'],
    ['192.0.2.256'],
    ['192.0.02.1'],
    ['192.0.2.1.'],
    ['192.0.2.1:'],
    ['192.0.2.1:http'],
    ['192.0.2.1%eth0'],
    ['192.0.2.1, 198.51.100.7'],
    ['::ffff:192.0.2.256'],
    ['::ffff:1.256.0.1'],
    ['::ffff:192.0.02.1'],
    ['192.0.2.1::'],
    ['1:2:3:4:5:6:7'],
    ['1:2:3:4:5:6:7:8:9'],
    ['1:2:3:4:5:6:7:192.0.2.1'],
    ['1:2:3:4::5:6:7:8'],
    ['1::2::3'],
    [':::'],
    [':1:2:3:4:5:6:7'],
    ['12345::'],
    ['g::'],
    ['[::1'],
    ['[::1]443'],
    ['[]:443'],
  ])('returns null for %j, which is no address', (written) => {
    expect(normalizeAddress(written)).toBeNull()
  })
})

describe('forwardedAddress', () => {
  const THREE = '198.51.100.7, 203.0.113.9:51234,[2001:db8::1]:443'

  it.each([
    { header: THREE, proxies: 0, address: null },
    { header: THREE, proxies: 1, address: '2001:db8:0:0::/64' },
    { header: THREE, proxies: 2, address: '203.0.113.9' },
    { header: THREE, proxies: 3, address: '198.51.100.7' },
    { header: '198.51.100.7', proxies: 0, address: null },
    { header: '198.51.100.7', proxies: 1, address: '198.51.100.7' },
    { header: '198.51.100.7', proxies: 2, address: '198.51.100.7' },
    { header: '198.51.100.7, 203.0.113.9', proxies: 10, address: '198.51.100.7' },
    { header: '198.51.100.7, unknown', proxies: 1, address: null },
    { header: '198.51.100.7, ', proxies: 1, address: null },
    { header: '', proxies: 1, address: null },
    { header: null, proxies: 1, address: null },
  ])('returns $address from $header with TRUST_PROXY=$proxies', ({ header, proxies, address }) => {
    expect(forwardedAddress(header, proxies)).toBe(address)
  })
})
