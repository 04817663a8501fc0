import { describe, expect, it } from 'vitest'
import known from '../../src/known-passwords.json' with { type: 'json' }
import { passwordsAreNotTriedFirst } from '../../src/rules/passwords-are-not-tried-first.ts'

const ada = { name: 'Ada King', email: 'ada.lovelace@analytical.test' }

/** What is said of a password that Ada chooses: nothing where it is taken. */
const saidOf = (password: string, chosenBy = ada) =>
  passwordsAreNotTriedFirst({ ...chosenBy, password })?.facts.errors

const refusedWith = (message: string) => [{ pointer: '/password', message }]
const KNOWN = refusedWith('Must not be a password that many people use')
const OWN = refusedWith('Must be more than words of this house, your name and your address')

describe('a password that many people use', () => {
  it.each(['123qweasdzxc', '1qaz2wsx3edc', 'unbelievable', 'finalfantasy', '123456789987654321'])(
    'is refused: %s',
    (password) => {
      expect(saidOf(password)).toEqual(KNOWN)
    },
  )

  it('is refused whatever its capitals', () => {
    expect(saidOf('FinalFantasy')).toEqual(KNOWN)
  })

  it('is taken with something of one’s own behind it', () => {
    expect(saidOf('finalfantasy, and tea at four')).toBeUndefined()
  })
})

describe('the list of such passwords', () => {
  it('has the 3,000 that OWASP ASVS asks for, and each once', () => {
    expect(new Set(known).size).toBe(known.length)
    expect(known.length).toBeGreaterThanOrEqual(3_000)
    expect(known.every((hash) => /^[0-9a-f]{12}$/.test(hash))).toBe(true)
  })
})

describe('a password that is made of what anybody would try here', () => {
  it.each([
    { case: 'a word of the house', password: 'Gavel Gavel Gavel' },
    { case: 'words of the house and a year', password: 'auction-gavel-2026' },
    { case: 'the own name', password: 'Ada-King-1815' },
    { case: 'the own address', password: 'ada.lovelace@analytical.test' },
    { case: 'the address and the word for a password', password: 'lovelacepassword' },
  ])('is refused: $case', ({ password }) => {
    expect(saidOf(password)).toEqual(OWN)
  })

  it('is taken by somebody else, whose name it is not', () => {
    expect(saidOf('Ada-King-1815', { name: 'Ben', email: 'ben@house.test' })).toBeUndefined()
  })

  it('is taken with enough that is not', () => {
    expect(saidOf('ada wants six clocks')).toBeUndefined()
  })
})

describe('a password without any such word', () => {
  it.each(['going going gone', ' '.repeat(12), '🔨'.repeat(12), '............'])(
    'is taken, of whatever characters it is: %j',
    (password) => {
      expect(saidOf(password)).toBeUndefined()
    },
  )
})
