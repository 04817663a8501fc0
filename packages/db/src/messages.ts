import {
  type Clock,
  type IdempotencyKey,
  isDomainError,
  REPLAYED_ERRORS,
  type Lot,
  type LotId,
  type MessageFacts,
  type MessageId,
  type MessageView,
  type Page,
  type PageRequest,
  type DomainError,
  domainError,
  type RoomEvent,
  type Rooms,
  type NewMessage,
} from '@gavel/domain'
import type { Database, Transaction } from './client.ts'
import { isSeq, pageOf, readCursor } from './cursor.ts'
import type { Outcome } from './decisions/command.ts'
import { receiptOf, replayOf } from './decisions/outcome.ts'
import { queueOf } from './decisions/queue.ts'
import { isLostRace } from './errors.ts'
import { newId } from './ids.ts'
import { lotOf, userOf, withPeople } from './lot-rows.ts'
import type { Committed } from './decisions/decide.ts'

/** Work on a room whose command is bound, and whose answer is the store's to keep. */
type Talk = {
  key: IdempotencyKey
  decide(lot: Lot, now: Date): NewMessage | DomainError
  event(said: NewMessage, id: MessageId): RoomEvent
  reply(said: NewMessage, facts: MessageFacts): unknown
}

/**
 * Talk locks the row of its room and nothing else. Each message is a transaction of Prisma's own
 * queries, all but the lock, which Prisma cannot say. Those for one room line up in this process: if
 * each waited for the row on a connection of its own, talk in one room would leave none for bids.
 */
export function talksIn(
  database: Database,
  clock: Clock | null,
  committed: Committed,
): Rooms['onRoom'] {
  async function outcomeOf(lotId: LotId, talk: Talk): Promise<Outcome> {
    const once = () =>
      database.$transaction((transaction) => say(transaction, { lotId, clock }, talk))
    try {
      // Where the same key has just been used in another room, it is found the second time.
      const outcome = await once().catch((error: unknown) => {
        if (isLostRace(error)) return once()
        throw error
      })
      if ('receipt' in outcome && !outcome.receipt.replayed) committed(lotId)
      return outcome
    } catch (error) {
      return { error }
    }
  }

  const queue = queueOf<Talk>(
    (lotId, talks) => Promise.all(talks.map((talk) => outcomeOf(lotId, talk))),
    { atOnce: 1 },
  )
  return async (lotId, work, command, key) => {
    const decide = (lot: Lot, now: Date) => work.decide(lot, command, now)
    return receiptOf(await queue(lotId, { ...work, key, decide }))
  }
}

/** Posts a message. An error to record is an outcome; any other error is thrown and rolls back. */
async function say(
  transaction: Transaction,
  { lotId, clock }: { lotId: LotId; clock: Clock | null },
  { key, ...talk }: Talk,
): Promise<Outcome> {
  const { seq, now: read } = await lockRoom(transaction, lotId)
  const replay = await replayOf<unknown>(transaction, key)
  if (replay) return { receipt: replay }
  const row = await transaction.lot.findUniqueOrThrow({
    where: { id: lotId },
    include: withPeople,
  })
  const now = clock ? await clock.now() : read
  const said = talk.decide(lotOf(row), now)
  if (isDomainError(said)) {
    const { code, facts } = said
    if (!REPLAYED_ERRORS.includes(code)) throw said
    await addRecord(transaction, key, { refused: true, body: { code, facts }, at: now })
    return { error: said }
  }
  const told: MessageFacts = { id: newId(), seq: seq + 1, at: now }
  const answer = talk.reply(said, told)
  await write(transaction, { lotId, said, told, event: talk.event(said, told.id) })
  await addRecord(transaction, key, { refused: false, body: answer as object, at: now })
  return { receipt: { answer, replayed: false } }
}

/** The clock is read over the locked row, and so after the wait. @throws DomainError not-found. */
async function lockRoom(transaction: Transaction, lotId: LotId) {
  const [room] = await transaction.$queryRaw<{ seq: number; now: Date }[]>`
    with locked as materialized (select seq from room where lot_id = ${lotId}::uuid for no key update)
    select seq, date_trunc('milliseconds', clock_timestamp()) as now from locked`
  if (!room) throw domainError('not-found')
  return room
}

async function write(
  transaction: Transaction,
  {
    lotId,
    said,
    told,
    event,
  }: { lotId: LotId; said: NewMessage; told: MessageFacts; event: RoomEvent },
): Promise<void> {
  const { id, seq, at } = told
  const { author, text } = said
  await transaction.message.create({ data: { id, lotId, authorId: author.id, text, at, seq } })
  await transaction.roomEvent.create({ data: { ...event, lotId, seq, at } })
  await transaction.room.update({ where: { lotId }, data: { seq } })
}

async function addRecord(
  transaction: Transaction,
  { user: userId, key, fingerprint }: IdempotencyKey,
  record: { refused: boolean; body: object; at: Date },
): Promise<void> {
  await transaction.idempotencyRecord.create({ data: { userId, key, fingerprint, ...record } })
}

const withAuthor = { author: { select: { id: true, name: true } } } as const

/** What was said in a room, newest first. */
export async function listMessages(
  database: Transaction,
  lotId: LotId,
  { limit, cursor }: PageRequest,
): Promise<Page<MessageView>> {
  const list = `messages ${lotId}`
  const before = cursor === undefined ? null : readCursor<[number]>(list, cursor, isSeq)[0]
  const rows = await database.message.findMany({
    where: { lotId, ...(before !== null && { seq: { lt: before } }) },
    orderBy: { seq: 'desc' },
    take: limit + 1,
    include: withAuthor,
  })
  return pageOf(rows, {
    limit,
    list,
    itemOf: ({ id, author, text, at, seq }) => ({
      id: id as MessageId,
      author: userOf(author),
      text,
      at: at.toISOString(),
      seq,
    }),
    placeOf: ({ seq }) => [seq],
  })
}
