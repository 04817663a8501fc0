import { type Account, viewUser } from '@gavel/domain'
import { type Bid, type LoggedEvent, type Message, nameOf, sum, type Tables } from './tables.ts'

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

function* ofRooms({ rooms, bids, messages, lots }: Tables): Generator<string> {
  for (const [lotId, { log, seq, trimmed }] of rooms) {
    if (
      log.length !== seq - trimmed ||
      log.some((event, index) => event.seq !== trimmed + 1 + index)
    )
      yield `seq_dense: room ${lotId}`
    const lost = (type: LoggedEvent['type'], rows: readonly (Bid | Message)[]) => {
      const told = log.filter((event) => event.type === type).map((event) => event.seq)
      const written = rows.filter((row) => row.lotId === lotId && row.seq > trimmed)
      return told.join() !== written.map((row) => row.seq).join()
    }
    if (lost('bid-placed', bids)) yield `seq_dense: bids of room ${lotId}`
    if (lost('message-posted', messages)) yield `seq_dense: messages of room ${lotId}`
    const { bidCount, withdrawn } = lots.get(lotId) ?? {}
    if (bidCount !== bids.filter((bid) => bid.lotId === lotId).length)
      yield `seq_dense: lot ${lotId}`
    yield* inOrder(lotId, log, { trimmed, withdrawn })
  }
  yield* ofMessages(messages, rooms)
}

const SAID_OPEN = new Set<string>(['bid-placed', 'message-posted', 'lot-closed'])

function* inOrder(
  lotId: string,
  log: readonly LoggedEvent[],
  { trimmed, withdrawn }: { trimmed: number; withdrawn: boolean | undefined },
): Generator<string> {
  const opening = log.findIndex(({ type }) => type === 'lot-opened')
  const firstOpen = log.findIndex(({ type }) => SAID_OPEN.has(type))
  const isEarly = opening === -1 ? trimmed === 0 : firstOpen < opening
  if (firstOpen !== -1 && isEarly) yield `told_in_order: room ${lotId} before it opens`
  if (log.length > 0 && withdrawn !== (log.at(-1)?.type === 'lot-withdrawn'))
    yield `told_in_order: room ${lotId} at its end`
}

function* ofMessages(messages: readonly Message[], rooms: Tables['rooms']): Generator<string> {
  for (const { id, lotId, author, text, at, seq } of messages) {
    if (!/^.{1,500}$/su.test(text)) yield `message_text: message ${id}`
    const event = rooms.get(lotId)?.log.find((one) => one.seq === seq)
    const told = JSON.stringify({ data: { id, author: viewUser(author), text }, at })
    if (
      event?.type === 'message-posted' &&
      JSON.stringify({ data: event.data, at: event.at }) !== told
    )
      yield `message_text: event of message ${id}`
  }
}
