import { DomainError } from '../domain-error.ts'
import known from '../known-passwords.json' with { type: 'json' }
import { sha256 } from '../secrets.ts'

/** Context-specific words that an attacker tries first here (OWASP ASVS 5.0, 6.1.2). */
const HOUSE_WORDS = ['gavel', 'auction', 'hammer', 'password']

/** House rule: the least number of code points besides those words and the user's own words. */
const MINIMUM_OTHER_LENGTH = 6

/** Words of at least three characters; shorter ones are part of too many other words. */
const WORD = /[\p{L}\p{N}]{3,}/gu

type PasswordChoice = { password: string; name: string; email: string }

/**
 * Rejects common passwords (OWASP ASVS 5.0, 6.2.4) and passwords made of little more than the words of
 * the house, the user's name and the user's e-mail address (6.2.11). The check ignores case.
 * @returns `invalid` at `/password`, which never repeats the password, or null.
 */
export function checkPassword(choice: PasswordChoice): DomainError<'invalid'> | null {
  if (KNOWN.has(passwordDigest(choice.password)))
    return invalid('Must not be a password that many people use')
  if (otherLength(choice) < MINIMUM_OTHER_LENGTH)
    return invalid('Must be more than words of this house, your name and your address')
  return null
}

/**
 * Returns the digest under which the list stores a password: the first 48 bits of the SHA-256 of the
 * password in NFC and lower case, so that the list is not readable. The chance that a password that
 * is not on the list is rejected is 1 in 76 billion.
 */
export const passwordDigest = (password: string): string =>
  sha256(password.normalize('NFC').toLowerCase()).slice(0, 12)

/** Digests of the most common passwords of the permitted length. */
const KNOWN: ReadonlySet<string> = new Set(known)

/**
 * Returns the length of the password without words that an attacker tries first, spaces and
 * punctuation; Infinity for a password that contains no such word.
 */
function otherLength({ password, name, email }: PasswordChoice): number {
  const own = `${name} ${email}`.toLowerCase().match(WORD) ?? []
  const longestFirst = [...HOUSE_WORDS, ...own].toSorted((one, other) => other.length - one.length)
  const whole = password.normalize('NFC').toLowerCase()
  const rest = longestFirst.reduce((left, word) => left.replaceAll(word, ''), whole)
  return rest === whole ? Infinity : Array.from(rest.replaceAll(/[\s\p{P}]/gu, '')).length
}

const invalid = (message: string): DomainError<'invalid'> =>
  new DomainError('invalid', { errors: [{ pointer: '/password', message }] })
