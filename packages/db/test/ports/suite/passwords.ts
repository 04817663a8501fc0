import { argon2Sync, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { refusalOf, type TheEvening } from './an-evening.ts'

/** Hashes of passwords that were made with parameters of another time. */
export const passwords = (the: TheEvening) => {
  const PASSWORD = 'going going gone'
  const NOW = /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/

  /** Somebody whose password was hashed when less was thought enough. */
  const anOldHand = async () => {
    const nonce = Buffer.alloc(16, 7)
    const cheap = { memory: 64, passes: 1, parallelism: 1, tagLength: 32 }
    const tag = argon2Sync('argon2id', { ...cheap, message: PASSWORD, nonce })
    const [salt, hash] = [nonce, tag].map((bytes) => bytes.toString('base64').replaceAll('=', ''))
    const passwordHash = `$argon2id$v=19$m=64,t=1,p=1$${salt}$${hash}`
    const email = `${randomUUID()}@gavel.test`
    const caller = await the().ports.users.add({ email, name: 'Ada', passwordHash })
    if (!caller) throw new Error('The address is taken')
    const kept = async () => (await the().ports.users.findByEmail(email))?.passwordHash
    const signIn = (password: string) => the().house.signIn({ email, password })
    return { id: caller.id, passwordHash, kept, signIn }
  }

  describe('a hash of a password that is weaker than those of today', () => {
    it('is replaced at the next sign-in, and opens the door as before', async () => {
      const { signIn, kept } = await anOldHand()

      await signIn(PASSWORD)
      const replaced = await kept()
      await signIn(PASSWORD)

      expect(replaced).toMatch(NOW)
      expect(await kept()).toBe(replaced)
    })

    it('stays where the password is wrong', async () => {
      const { signIn, kept, passwordHash } = await anOldHand()

      expect((await refusalOf(signIn('gone going going'))).code).toBe('wrong-credentials')

      expect(await kept()).toBe(passwordHash)
    })

    it('is not replaced by one that comes after another', async () => {
      const { id, kept, passwordHash: from } = await anOldHand()

      await the().ports.users.rehash(id, { from, to: 'the first' })
      await the().ports.users.rehash(id, { from, to: 'the second' })

      expect(await kept()).toBe('the first')
    })
  })
}
