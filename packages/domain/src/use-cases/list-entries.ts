import type { Page, PageRequest, Ports } from '../ports.ts'
import type { User } from '../user.ts'
import type { EntryView } from '../wallet.ts'

export type ListEntries = PageRequest & { owner: User }

/** Shows the caller how their wallet came to be, newest first. @throws DomainError malformed-request. */
export function listEntries(ports: Ports, input: ListEntries): Promise<Page<EntryView>> {
  const { owner, ...page } = input
  return ports.wallets.entries(owner.id, page)
}
