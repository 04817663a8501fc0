import { describe, expect, it } from 'vitest'
import { readPosition, writePosition } from '../src/index.ts'

describe('a position', () => {
  it.each([
    { written: 'abcdefgh:0', position: { epoch: 'abcdefgh', seq: 0 } },
    { written: '0a1b2c3d4e5f:1', position: { epoch: '0a1b2c3d4e5f', seq: 1 } },
    {
      written: `${'z9'.repeat(16)}:9999999999`,
      position: { epoch: 'z9'.repeat(16), seq: 9_999_999_999 },
    },
  ])('is written and read as $written', ({ written, position }) => {
    expect(writePosition(position)).toBe(written)
    expect(readPosition(written)).toEqual(position)
  })
})

describe('what cannot be a position', () => {
  it.each([
    { name: 'nothing', written: '' },
    { name: 'an epoch alone', written: 'abcdefgh' },
    { name: 'an epoch without a place', written: 'abcdefgh:' },
    { name: 'a place without an epoch', written: ':7' },
    { name: 'a place alone', written: '7' },
    { name: 'an epoch that is too short', written: 'abcdefg:7' },
    { name: 'an epoch that is too long', written: `${'a'.repeat(33)}:7` },
    { name: 'an epoch in capitals', written: 'ABCDEFGH:7' },
    { name: 'a place below zero', written: 'abcdefgh:-1' },
    { name: 'a place between two', written: 'abcdefgh:1.5' },
    { name: 'a place with a zero before it', written: 'abcdefgh:07' },
    { name: 'a place that is too far', written: 'abcdefgh:10000000000' },
    { name: 'a place in another script', written: 'abcdefgh:٧' },
    { name: 'a space before it', written: ' abcdefgh:7' },
    { name: 'a space behind it', written: 'abcdefgh:7 ' },
    { name: 'a line that ends', written: 'abcdefgh:7\n' },
    { name: 'two in one', written: 'abcdefgh:7:8' },
  ])('is read as none: $name', ({ written }) => {
    expect(readPosition(written)).toBeNull()
  })
})
