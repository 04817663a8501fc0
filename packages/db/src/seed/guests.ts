import type { AuctionHouse, User } from '@gavel/domain'
import type { Store } from '../store.ts'
import { inLanes } from './lanes.ts'

export type Account<Who extends string> = { name: Who; email: string; password: string }

/** Hashing a password takes a core; more at once than cores would only wait. */
const AT_ONCE = 4

/** Those of the accounts that the house has. */
export async function knownTo<Who extends string>(
  { users }: Pick<Store, 'users'>,
  accounts: readonly Account<Who>[],
): Promise<Map<Who, User>> {
  const people = new Map<Who, User>()
  for (const { name, email } of accounts) {
    const user = await users.findByEmail(email)
    if (user) people.set(name, { id: user.id, name: user.name })
  }
  return people
}

/** All of the accounts; who is not in the house yet signs up. */
export async function admittedTo<Who extends string>(
  { store, house }: { store: Pick<Store, 'users'>; house: AuctionHouse },
  accounts: readonly Account<Who>[],
): Promise<Map<Who, User>> {
  const people = await knownTo(store, accounts)
  const strangers = accounts.filter(({ name }) => !people.has(name))
  await inLanes(strangers, AT_ONCE, async (account) => {
    const { user } = await house.signUp(account)
    people.set(account.name, { id: user.id, name: user.name })
  })
  return people
}
