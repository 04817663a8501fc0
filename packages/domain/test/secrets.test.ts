import { argon2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  hashPassword,
  isHashedAsNow,
  isPasswordOf,
  isSameSecret,
  newToken,
  sha256,
} from '../src/secrets.ts'

describe('a password that is hashed', () => {
  it('is a PHC string of argon2id with its parameters', async () => {
    const hash = await hashPassword('going going gone')

    expect(hash).toMatch(
      /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/,
    )
  })

  it('is hashed with a salt of its own each time', async () => {
    const [first, second] = await Promise.all([hashPassword('same'), hashPassword('same')])

    expect(first).not.toBe(second)
  })

  it('is known again, and no other is', async () => {
    const hash = await hashPassword('going going gone')

    expect(await isPasswordOf(hash, 'going going gone')).toBe(true)
    expect(await isPasswordOf(hash, 'going going gon')).toBe(false)
    expect(await isPasswordOf(hash, '')).toBe(false)
  })

  it('is known again where a keyboard composes the same letters in another way', async () => {
    const hash = await hashPassword('premi\u00e8re vente')

    expect(await isPasswordOf(hash, 'premie\u0300re vente')).toBe(true)
    expect(await isPasswordOf(hash, 'premiere vente')).toBe(false)
    expect(await isPasswordOf(hash, 'Premi\u00e8re vente')).toBe(false)
  })

  it('is judged by the parameters it was hashed with', async () => {
    const nonce = Buffer.alloc(16, 7)
    const cheaper = { memory: 64, passes: 1, parallelism: 1, tagLength: 16 }
    const tag = argon2Sync('argon2id', { ...cheaper, message: 'older', nonce })
    const hash = `$argon2id$v=19$m=64,t=1,p=1$${nonce.toString('base64')}$${tag.toString('base64')}`

    expect(await isPasswordOf(hash, 'older')).toBe(true)
    expect(await isPasswordOf(hash, 'newer')).toBe(false)
  })
})

describe('a hash', () => {
  const salt = 'c'.repeat(22)
  const tag = 'd'.repeat(43)

  it('is as one would be made now', async () => {
    expect(isHashedAsNow(await hashPassword('going going gone'))).toBe(true)
  })

  it.each([
    { other: 'of less memory', hash: `$argon2id$v=19$m=12288,t=2,p=1$${salt}$${tag}` },
    { other: 'of more passes', hash: `$argon2id$v=19$m=19456,t=20,p=1$${salt}$${tag}` },
    { other: 'of more lanes', hash: `$argon2id$v=19$m=19456,t=2,p=4$${salt}$${tag}` },
    { other: 'of another way', hash: `$argon2i$v=19$m=19456,t=2,p=1$${salt}$${tag}` },
    { other: 'with a short salt', hash: `$argon2id$v=19$m=19456,t=2,p=1$${'c'.repeat(11)}$${tag}` },
    { other: 'with a short tag', hash: `$argon2id$v=19$m=19456,t=2,p=1$${salt}$${'d'.repeat(22)}` },
    { other: 'that is none', hash: 'none' },
  ])('$other is not', ({ hash }) => {
    expect(isHashedAsNow(hash)).toBe(false)
  })
})

describe('a sign-in without a user', () => {
  it('fails, whatever the password', async () => {
    expect(await isPasswordOf(null, 'going going gone')).toBe(false)
  })
})

describe('a hash that is none', () => {
  it.each(['', 'x', '$argon2id$v=19$m=19456,t=2,p=1$$'])('%j has no password', async (hash) => {
    expect(await isPasswordOf(hash, '')).toBe(false)
  })
})

describe('session tokens', () => {
  it('have 256 bits in URL-safe letters, and are never the same', () => {
    const tokens = Array.from({ length: 100 }, newToken)

    expect(new Set(tokens).size).toBe(100)
    for (const token of tokens) expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/)
  })

  it('are kept as their SHA-256', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  })
})

describe('the secret of the house', () => {
  it('is equal to itself and to nothing else, of any length', () => {
    expect(isSameSecret('sixteen-letters!', 'sixteen-letters!')).toBe(true)
    expect(isSameSecret('sixteen-letters!', 'sixteen-letters?')).toBe(false)
    expect(isSameSecret('sixteen-letters!', '')).toBe(false)
  })
})
