import type { Account, LotId, Transfer, TransferId } from '@gavel/domain'
import { type Hold, nameOf, sum, type Tables } from './tables.ts'

type Numbered = Transfer & { id: TransferId }

/**
 * Looks at transfers one after the other, and says how to write them and which hold they leave open.
 * @throws Error for one that does not balance, overdraws an account, moves what is not locked, or
 * opens or closes a hold out of turn: the one before is released first.
 */
export function posting(
  tables: Tables,
  transfers: readonly Numbered[],
  of: { lotId: LotId | null; at: Date; mayMove(account: Account): boolean },
): { open: Hold | undefined; write(): void } {
  const { lotId, at } = of
  const balances = new Map<string, number>()
  const writes: (() => unknown)[] = []
  let open = tables.holds.find((hold) => hold.lotId === lotId && hold.closedBy === null)

  for (const transfer of transfers) {
    const { id, kind, lines } = transfer
    if (sum(lines.map(({ amount }) => amount)) !== 0) throw new Error('A transfer adds up to zero')
    for (const { account, amount } of lines) {
      const name = nameOf(account)
      if (amount === 0 || !of.mayMove(account)) throw new Error(`No transfer moves this: ${name}`)
      const balance = (balances.get(name) ?? tables.balances.get(name) ?? 0) + amount
      if (balance < 0 && name !== 'world') throw new Error(`A transfer overdraws ${name}`)
      balances.set(name, balance)
    }
    writes.push(() => tables.transfers.push({ ...transfer, lotId, at }))

    if (kind === 'hold') {
      if (open || !lotId) throw new Error('A transfer opens a hold where none can be')
      const opened = holdOf(transfer, lotId)
      open = opened
      writes.push(() => tables.holds.push(opened))
    } else if (kind === 'release' || kind === 'settlement') {
      if (!open) throw new Error('A transfer closes a hold where none is open')
      const closing = open
      open = undefined
      writes.push(() => (closing.closedBy = id))
    }
  }
  writes.push(() => balances.forEach((balance, name) => tables.balances.set(name, balance)))
  return { open, write: () => writes.forEach((write) => write()) }
}

function holdOf({ id, lines }: Numbered, lotId: LotId): Hold {
  const line = lines.find(({ account }) => account.kind === 'held')
  if (!line?.account.owner) throw new Error('A hold is of somebody')
  return { lotId, user: line.account.owner, amount: line.amount, openedBy: id, closedBy: null }
}
