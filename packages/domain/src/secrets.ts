import {
  type Argon2Parameters,
  argon2,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/**
 * argon2id with 19 MiB, two passes, one lane (OWASP Password Storage Cheat Sheet). After a change here,
 * the next sign-in of each user stores a new hash.
 */
const ARGON2ID = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const SALT_LENGTH = 16
const PREFIX = `$argon2id$v=19$m=${ARGON2ID.memory},t=${ARGON2ID.passes},p=${ARGON2ID.parallelism}$`

/** Hashes a password. Returns a PHC string, which contains parameters and salt. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_LENGTH)
  const tag = await derive({ ...ARGON2ID, message: canonical(password), nonce })
  return `${PREFIX}${phc(nonce)}$${phc(tag)}`
}

/** Whether a hash has the algorithm and parameters that `hashPassword` uses now. */
export function isCurrentHash(hash: string): boolean {
  const [salt = '', tag = ''] = hash.slice(PREFIX.length).split('$')
  return (
    hash.startsWith(PREFIX) &&
    Buffer.from(salt, 'base64').length === SALT_LENGTH &&
    Buffer.from(tag, 'base64').length === ARGON2ID.tagLength
  )
}

/**
 * Whether a hash belongs to a password. Without a hash it hashes all the same and returns false, so that
 * the response time does not reveal whether a user exists.
 */
export async function isPasswordOf(hash: string | null, password: string): Promise<boolean> {
  const [, , , parameters, salt, tag] = (hash ?? (await dummyHash)).split('$')
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

const dummyHash = hashPassword(randomBytes(16).toString('hex'))

/** Returns a new session token: 256 random bits; OWASP ASVS 5.0, 7.2.3 requires 128. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** Returns the SHA-256 of a text in hex. Tokens and request fingerprints are stored in this form. */
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Compares two secrets in constant time. */
export function isSameSecret(expected: string, given: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(expected)), Buffer.from(sha256(given)))
}

/** Normalizes to NFC (RFC 8265, 4.2.2), because keyboards compose the same letters differently. */
function canonical(password: string): string {
  return password.normalize('NFC')
}

function derive(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)))
  })
}

const phc = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
