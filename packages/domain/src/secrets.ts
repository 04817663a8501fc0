import {
  type Argon2Parameters,
  argon2,
  createHash,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'

/** OWASP password storage cheat sheet: argon2id with 19 MiB, two passes, one lane. */
const ARGON2ID = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** Hashes a password as a PHC string, which carries its own parameters and salt. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive({ ...ARGON2ID, message: password, nonce })
  const { memory: m, passes: t, parallelism: p } = ARGON2ID
  return `$argon2id$v=19$m=${m},t=${t},p=${p}$${phc(nonce)}$${phc(tag)}`
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
    message: password,
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

function derive(parameters: Argon2Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (error, tag) => (error ? reject(error) : resolve(tag)))
  })
}

const phc = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')
