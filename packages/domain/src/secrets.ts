import {
  type Argon2Parameters,
  argon2,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/**
 * OWASP password storage cheat sheet: argon2id with 19 MiB, two passes, one lane. Whoever raises them
 * here raises them for everybody who signs in after that.
 */
const ARGON2ID = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const SALT_LENGTH = 16
const WAY = `$argon2id$v=19$m=${ARGON2ID.memory},t=${ARGON2ID.passes},p=${ARGON2ID.parallelism}$`

/** Hashes a password as a PHC string, which carries its own parameters and salt. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_LENGTH)
  const tag = await derive({ ...ARGON2ID, message: canonical(password), nonce })
  return `${WAY}${phc(nonce)}$${phc(tag)}`
}

/** Whether a hash was made in the way, and with the parameters, in which one would be made now. */
export function isHashedAsNow(hash: string): boolean {
  const [salt = '', tag = ''] = hash.slice(WAY.length).split('$')
  return (
    hash.startsWith(WAY) &&
    Buffer.from(salt, 'base64').length === SALT_LENGTH &&
    Buffer.from(tag, 'base64').length === ARGON2ID.tagLength
  )
}

/**
 * Whether the password is the one that was hashed. Without a hash, the same work is done for
 * nothing, so that the time taken does not tell whether the user exists.
 */
export async function isPasswordOf(hash: string | null, password: string): Promise<boolean> {
  const [, , , parameters, salt, tag] = (hash ?? (await nobodysHash)).split('$')
  const [memory, passes, parallelism] = (parameters ?? '').match(/\d+/g)?.map(Number) ?? []
  if (!memory || !passes || !parallelism || !salt || !tag) return false
  const expected = Buffer.from(tag, 'base64')
  const given = await derive({
    message: canonical(password),
    nonce: Buffer.from(salt, 'base64'),
    memory,
    passes,
    parallelism,
    tagLength: expected.length,
  })
  return timingSafeEqual(expected, given) && hash !== null
}

const nobodysHash = hashPassword(randomBytes(16).toString('hex'))

/** A session token: 256 random bits, as OWASP ASVS 5.0, 7.2.3 asks at the least 128. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** What is kept of a token, or of a request: its SHA-256 in hex. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Whether two secrets are equal, in a time that tells nothing of either. */
export function isSameSecret(expected: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(expected)), Buffer.from(sha256(given)))
}

/**
 * The same letters are the same password, whichever way a keyboard composes them (RFC 8265, 4.2.2);
 * nothing else of a password is altered.
 */
function canonical(password: string): string {
  return password.normalize('NFC')
}

function derive(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)))
  })
}

const phc = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
