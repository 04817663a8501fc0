import type { Account } from '@gavel/domain'
import { nameOf, sum, type Tables } from './tables.ts'

/** What is not as it must be: the invariant's name, and what breaks it. */
export function* breachesOf(tables: Tables): Generator<string> {
  yield* ofBooks(tables)
  yield* ofHolds(tables)
  yield* ofSettlements(tables)
  yield* ofRooms(tables)
}

const premiumOf = (amount: number) => Math.floor((amount + 5) / 10)

/** What a transfer, if there is one, moves in or out of an account. */
const movedBy = ({ transfers }: Tables, id: string | null, account: Account): number => {
  const lines = transfers.find((transfer) => transfer.id === id)?.lines ?? []
  const its = lines.filter((line) => nameOf(line.account) === nameOf(account))
  return sum(its.map(({ amount }) => amount))
}

function* ofBooks({ transfers, balances }: Tables): Generator<string> {
  const sums = new Map<string, number>()
  for (const { id, lines } of transfers) {
    if (lines.length === 0 || sum(lines.map(({ amount }) => amount)) !== 0)
      yield `transfer_balances: transfer ${id}`
    for (const { account, amount } of lines) {
      if (amount === 0) yield `entries_nonzero: transfer ${id}`
      sums.set(nameOf(account), (sums.get(nameOf(account)) ?? 0) + amount)
    }
  }
  const total = sum([...balances.values()])
  if (total !== 0) yield `books_zero: balances add up to ${total}`
  for (const name of new Set([...sums.keys(), ...balances.keys()]))
    if ((sums.get(name) ?? 0) !== (balances.get(name) ?? 0)) yield `cache_true: account ${name}`
  for (const [name, balance] of balances)
    if (balance < 0 && name !== 'world') yield `no_overdraft: account ${name}`
}

function* ofHolds(tables: Tables): Generator<string> {
  const { users, balances, holds, lots } = tables
  const open = holds.filter(({ closedBy }) => closedBy === null)
  for (const owner of users.keys()) {
    const theirs = open.filter(({ user }) => user === owner).map(({ amount }) => amount)
    if (sum(theirs) !== (balances.get(nameOf({ owner, kind: 'held' })) ?? 0))
      yield `held_explained: user ${owner}`
  }
  for (const { lotId, user, amount, openedBy, closedBy } of holds) {
    const held: Account = { owner: user, kind: 'held' }
    const isOpened = movedBy(tables, openedBy, held) === amount
    const isClosed = closedBy === null || movedBy(tables, closedBy, held) + amount === 0
    if (!isOpened || !isClosed) yield `hold_once: hold of lot ${lotId}`
  }
  for (const { id, standing, settled } of lots.values()) {
    const [hold, another] = open.filter(({ lotId }) => lotId === id)
    const led = settled ? null : standing
    const cover = led && led.maximum + premiumOf(led.maximum)
    if (another) yield `hold_once: lot ${id}`
    if (hold?.user !== led?.leader.id || (hold?.amount ?? null) !== cover)
      yield `one_leader_hold: lot ${id}`
  }
}

function* ofSettlements(tables: Tables): Generator<string> {
  for (const { id, settled, seller, standing, reservePrice } of tables.lots.values()) {
    const settlement = tables.settlements.get(id)
    if (settled !== (settlement !== undefined)) yield `settled_once: lot ${id} is so only in part`
    if (!settlement) continue
    const { winner, hammer, premium, transfer } = settlement
    const sale = standing && (reservePrice ?? 0) <= standing.price ? standing : null
    const isPaid =
      movedBy(tables, transfer, { owner: seller.id, kind: 'available' }) === hammer &&
      movedBy(tables, transfer, { owner: null, kind: 'fees' }) === premium
    if (winner !== (sale?.leader.id ?? null) || hammer !== (sale?.price ?? 0) || !isPaid)
      yield `settled_once: lot ${id} is sold otherwise`
    if (premium !== premiumOf(hammer)) yield `settled_once: lot ${id} has another premium`
    const lines = tables.transfers.find((paid) => paid.id === transfer)?.lines ?? []
    for (const { owner } of lines.map(({ account }) => account))
      if (owner !== null && owner !== seller.id && owner !== standing?.leader.id)
        yield `settled_once: lot ${id} pays somebody else`
  }
}

function* ofRooms({ rooms, bids, lots }: Tables): Generator<string> {
  for (const [lotId, log] of rooms) {
    if (log.some(({ seq }, index) => seq !== index + 1)) yield `seq_dense: room ${lotId}`
    const told = log.filter(({ type }) => type === 'bid-placed').map(({ seq }) => seq)
    const placed = bids.filter((bid) => bid.lotId === lotId).map(({ seq }) => seq)
    if (told.join() !== placed.join()) yield `seq_dense: bids of room ${lotId}`
    if (lots.get(lotId)?.bidCount !== placed.length) yield `seq_dense: lot ${lotId}`
  }
}
