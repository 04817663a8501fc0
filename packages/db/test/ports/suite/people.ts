import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { TheEvening } from './an-evening.ts'

/** People, and what they bring. */
export const people = (the: TheEvening) => {
  const someone = () => ({ email: `${randomUUID()}@gavel.test`, name: 'Ada', passwordHash: 'none' })

  describe('an address', () => {
    it('is one person’s, though several sign up with it at once', async () => {
      const ada = someone()

      const added = await Promise.all(Array.from({ length: 5 }, () => the().ports.users.add(ada)))

      const caller = added.find((one) => one !== null)
      expect(added.filter((one) => one === null)).toHaveLength(4)
      expect(await the().ports.users.findByEmail(ada.email)).toEqual({ ...caller, ...ada })
    })

    it('that nobody has finds nobody', async () => {
      expect(await the().ports.users.findByEmail(someone().email)).toBeNull()
    })
  })

  describe('somebody new', () => {
    it('has an empty wallet', async () => {
      expect(await the().walletOf(await the().aPerson('Ada'))).toEqual({ available: 0, held: 0 })
    })
  })
}
