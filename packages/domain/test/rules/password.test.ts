import { describe, expect, it } from 'vitest'
import known from '../../src/known-passwords.json' with { type: 'json' }
import { checkPassword } from '../../src/rules/password.ts'

const ada = { name: 'Ada King', email: 'ada.lovelace@analytical.test' }

/** Returns the errors for a password that Ada chooses; undefined if it is accepted. */
const errorsOf = (password: string, chosenBy = ada) =>
  checkPassword({ ...chosenBy, password })?.facts.errors

const errorWith = (message: string) => [{ pointer: '/password', message }]
const KNOWN = errorWith('Must not be a password that many people use')
const OWN = errorWith('Must be more than words of this house, your name and your address')

describe('checkPassword with a common password', () => {
  it.each(['123qweasdzxc', '1qaz2wsx3edc', 'unbelievable', 'finalfantasy', '123456789987654321'])(
    'rejects %s',
    (password) => {
      expect(errorsOf(password)).toEqual(KNOWN)
    },
  )

  it('ignores case', () => {
    expect(errorsOf('FinalFantasy')).toEqual(KNOWN)
  })

  it('accepts a common password extended by other words', () => {
    expect(errorsOf('finalfantasy, and tea at four')).toBeUndefined()
  })
})

describe('the list of common passwords', () => {
  it('has the 3,000 entries that OWASP ASVS requires, without duplicates', () => {
    expect(new Set(known).size).toBe(known.length)
    expect(known.length).toBeGreaterThanOrEqual(3_000)
    expect(known.every((hash) => /^[0-9a-f]{12}$/.test(hash))).toBe(true)
  })
})

describe('checkPassword with context-specific words', () => {
  it.each([
    { case: 'a repeated word of the house', password: 'Gavel Gavel Gavel' },
    { case: 'words of the house and a year', password: 'auction-gavel-2026' },
    { case: 'the name of the user', password: 'Ada-King-1815' },
    { case: 'the e-mail address of the user', password: 'ada.lovelace@analytical.test' },
    { case: 'part of the address and the word password', password: 'lovelacepassword' },
  ])('rejects $case', ({ password }) => {
    expect(errorsOf(password)).toEqual(OWN)
  })

  it('accepts the name of another user', () => {
    expect(errorsOf('Ada-King-1815', { name: 'Ben', email: 'ben@house.test' })).toBeUndefined()
  })

  it('accepts a name with enough other words', () => {
    expect(errorsOf('ada wants six clocks')).toBeUndefined()
  })
})

describe('checkPassword without such words', () => {
  it.each(['going going gone', ' '.repeat(12), '🔨'.repeat(12), '............'])(
    'accepts any characters: %j',
    (password) => {
      expect(errorsOf(password)).toBeUndefined()
    },
  )
})
