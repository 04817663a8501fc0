import { isDomainError, viewUser } from '@gavel/domain'
import type { Account, BidId, Effects, Lot, LotWork } from '@gavel/domain'
import { newId } from '../../src/ids.ts'
import { posting } from './books.ts'
import type { Decided } from './idempotency-records.ts'
import { roomOf, tell } from './logs.ts'
import type { Hold, Tables } from './tables.ts'
import { walletsOf } from './wallets.ts'

/** Decides on a lot. @throws the refusal; Error where what was decided cannot be. */
export function decided<Command, Outcome extends Effects, Answer>(
  tables: Tables,
  { lot, at }: { lot: Lot; at: Date },
  work: LotWork<Command, Outcome, Answer>,
  command: Command,
): Decided<Answer> {
  const walletsToLock = new Set<string>(work.walletsToLock(command))
  if (lot.standing) walletsToLock.add(lot.standing.leader.id)
  const decision = work.decide({ lot, wallets: walletsOf(tables, walletsToLock) }, command, at)
  if (isDomainError(decision)) throw decision

  const { outcome, next } = decision
  const { bid, settlement } = outcome
  const { id: lotId } = lot
  const room = roomOf(tables, lotId)
  const facts = { id: newId<BidId>(), seq: room.seq + outcome.events.length, at }
  const answer = work.reply(outcome, facts)
  const transfers = outcome.transfers.map((transfer) => ({ ...transfer, id: newId<never>() }))
  const mayMove = ({ owner, kind }: Account) => walletsToLock.has(owner ?? kind)
  const { open, write } = posting(tables, transfers, { lotId, at, mayMove })
  mustBePossible({ before: lot, after: next.lot, open })
  if (settlement && tables.settlements.has(lotId)) throw new Error('A lot is settled once')

  return {
    answer,
    write() {
      write()
      tables.lots.set(lotId, asEverybodySees(next.lot))
      tell(room, outcome.events, at)
      if (bid) tables.bids.push({ ...bid, ...facts, lotId })
      const transfer = transfers[0]?.id ?? null
      if (settlement) tables.settlements.set(lotId, { ...settlement, transfer })
    },
  }
}

function mustBePossible(lot: { before: Lot; after: Lot; open: Hold | undefined }): void {
  const { before, after, open } = lot
  if (after !== before && after.version <= before.version)
    throw new Error('A lot that changes has a new version')
  if (open?.user !== (after.settled ? undefined : after.standing?.leader.id))
    throw new Error('The one hold of a lot is of its leader, until it is settled')
}

/** Whoever decides may know more of people than everybody may see. */
const asEverybodySees = (lot: Lot): Lot => ({
  ...lot,
  seller: viewUser(lot.seller),
  standing: lot.standing && { ...lot.standing, leader: viewUser(lot.standing.leader) },
})
