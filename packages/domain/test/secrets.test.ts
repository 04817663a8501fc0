import { argon2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  hashPassword,
  isCurrentHash,
  isPasswordOf,
  isSameSecret,
  newToken,
  sha256,
} from '../src/secrets.ts'

describe('hashPassword and isPasswordOf', () => {
  it('return a PHC string of argon2id with its parameters', async () => {
    const hash = await hashPassword('going going gone')

    expect(hash).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    )
  })

  it('use a new salt for each hash', async () => {
    const [first, second] = await Promise.all([hashPassword('same'), hashPassword('same')])

    expect(first).not.toBe(second)
  })

  it('accept the password and no other', async () => {
    const hash = await hashPassword('going going gone')

    expect(await isPasswordOf(hash, 'going going gone')).toBe(true)
    expect(await isPasswordOf(hash, 'going going gon')).toBe(false)
    expect(await isPasswordOf(hash, '')).toBe(false)
  })

  it('accept the same letters in another Unicode composition', async () => {
    const hash = await hashPassword('premi\u00e8re vente')

    expect(await isPasswordOf(hash, 'premie\u0300re vente')).toBe(true)
    expect(await isPasswordOf(hash, 'premiere vente')).toBe(false)
    expect(await isPasswordOf(hash, 'Premi\u00e8re vente')).toBe(false)
  })

  it('use the parameters of the stored hash', async () => {
    const nonce = Buffer.alloc(16, 7)
    const cheaper = { memory: 64, passes: 1, parallelism: 1, tagLength: 16 }
    const tag = argon2Sync('argon2id', { ...cheaper, message: 'older', nonce })
    const hash = `$argon2id$v=19$m=64,t=1,p=1$${nonce.toString('base64')}$${tag.toString('base64')}`

    expect(await isPasswordOf(hash, 'older')).toBe(true)
    expect(await isPasswordOf(hash, 'newer')).toBe(false)
  })
})

describe('isCurrentHash', () => {
  const salt = 'c'.repeat(22)
  const tag = 'd'.repeat(43)

  it('accepts a new hash', async () => {
    expect(isCurrentHash(await hashPassword('going going gone'))).toBe(true)
  })

  it.each([
    { other: 'with less memory', hash: `$argon2id$v=19$m=12288,t=2,p=1$${salt}$${tag}` },
    { other: 'with more passes', hash: `$argon2id$v=19$m=19456,t=20,p=1$${salt}$${tag}` },
    { other: 'with more lanes', hash: `$argon2id$v=19$m=19456,t=2,p=4$${salt}$${tag}` },
    { other: 'of another algorithm', hash: `$argon2i$v=19$m=19456,t=2,p=1$${salt}$${tag}` },
    { other: 'with a short salt', hash: `$argon2id$v=19$m=19456,t=2,p=1$${'c'.repeat(11)}$${tag}` },
    { other: 'with a short tag', hash: `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${'d'.repeat(22)}` },
    { other: 'that is malformed', hash: 'none' },
  ])('rejects a hash $other', ({ hash }) => {
    expect(isCurrentHash(hash)).toBe(false)
  })
})

describe('isPasswordOf without a hash', () => {
  it('returns false', async () => {
    expect(await isPasswordOf(null, 'going going gone')).toBe(false)
  })
})

describe('isPasswordOf with a malformed hash', () => {
  it.each(['', 'x', '$argon2id$v=19$m=19456,t=2,p=1$$'])('returns false for %j', async (hash) => {
    expect(await isPasswordOf(hash, '')).toBe(false)
  })
})

describe('newToken and sha256', () => {
  it('return distinct tokens of 256 bits in base64url', () => {
    const tokens = Array.from({ length: 100 }, newToken)

    expect(new Set(tokens).size).toBe(100)
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  it('return a SHA-256 in hex', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('isSameSecret', () => {
  it('returns true for equal secrets only, of any length', () => {
    expect(isSameSecret('sixteen-letters!', 'sixteen-letters!')).toBe(true)
    expect(isSameSecret('sixteen-letters!', 'sixteen-letters?')).toBe(false)
    expect(isSameSecret('sixteen-letters!', '')).toBe(false)
  })
})
