import known from '../known-passwords.json' with { type: 'json' }
import { DomainError } from '../refusal.ts'
import { sha256 } from '../secrets.ts'

/** Words of this house: whoever guesses passwords here begins with them (OWASP ASVS 5.0, 6.1.2). */
const HOUSE_WORDS = ['gavel', 'auction', 'hammer', 'password']

/** House rule: what a password must have beside those words and its owner's own, in code points. */
const LEFT_AT_LEAST = 6

/** What is shorter is part of too many other words. */
const WORD = /[\p{L}\p{N}]{3,}/gu

type Chosen = { password: string; name: string; email: string }

/**
 * A password must not be one of those that are tried first: one that is known to be used by many
 * (OWASP ASVS 5.0, 6.2.4), or one that is little more than words of the house, and the name and
 * address of whoever chooses it (6.2.11). Capitals make no difference.
 * @returns the refusal, which says where and never repeats it; null for one that is taken.
 */
export function passwordsAreNotTriedFirst(chosen: Chosen): DomainError<'invalid'> | null {
  if (KNOWN.has(knownAs(chosen.password)))
    return invalid('Must not be a password that many people use')
  if (lengthBesideWords(chosen) < LEFT_AT_LEAST)
    return invalid('Must be more than words of this house, your name and your address')
  return null
}

/**
 * How the list has a password: the first 48 bits of its SHA-256, in NFC and small letters. Nobody wants
 * to read what is in such a list; and of 76 billion passwords that are not in it, one is refused.
 */
export const knownAs = (password: string): string =>
  sha256(password.normalize('NFC').toLowerCase()).slice(0, 12)

/** The most common passwords of those that are long enough here, the most common first. */
const KNOWN: ReadonlySet<string> = new Set(known)

/** How long a password is without the words that anybody would try, and without what parts them. */
function lengthBesideWords({ password, name, email }: Chosen): number {
  const own = `${name} ${email}`.toLowerCase().match(WORD) ?? []
  const longestFirst = [...HOUSE_WORDS, ...own].toSorted((one, other) => other.length - one.length)
  const whole = password.normalize('NFC').toLowerCase()
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ''), whole)
  return rest === whole ? Infinity : Array.from(rest.replaceAll(/[\s\p{P}]/gu, '')).length
}

const invalid = (message: string): DomainError<'invalid'> =>
  new DomainError('invalid', { errors: [{ pointer: '/password', message }] })
