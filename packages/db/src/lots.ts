import type { Clock, Effects, Lot, LotId, Lots, LotWork, UserId } from '@gavel/domain'
import { isDomainError } from '@gavel/domain'
import type { Database } from './client.ts'
import type { Command } from './decisions/command.ts'
import type { Decide } from './decisions/decide.ts'
import { receiptOf, replayOf } from './decisions/outcome.ts'
import { queueOf } from './decisions/queue.ts'
import { isKeyTaken } from './errors.ts'
import { newId } from './ids.ts'
import { listLots } from './lot-pages.ts'
import { lotOf, lotReader, type ReadLots } from './lot-rows.ts'
import { createBatcher } from './read-batcher.ts'

/** The lots in PostgreSQL. Decisions on one lot queue up in this process, and behind its row lock. */
export function lotsIn(database: Database, decide: Decide, clock: Clock): Lots {
  const queue = queueOf(decide)
  const readLots = lotReader(database)
  const find = createBatcher((ids: readonly LotId[]) => findLots(readLots, ids))

  return {
    async onLot(lotId, work, command, key) {
      const outcome = await queue(lotId, {
        walletsToLock: work.walletsToLock(command),
        key,
        decide: decisionOf(work, command),
      })
      return receiptOf(outcome)
    },

    async add(draft, reply, key) {
      const { seller, ...consigned } = draft
      const lot = newLot(draft)
      const answer = reply(lot)
      const at = await clock.now()
      const { user: userId, key: keyText, fingerprint } = key
      try {
        await database.$transaction([
          database.lot.create({ data: { ...consigned, id: lot.id, sellerId: seller.id, at } }),
          database.room.create({ data: { lotId: lot.id } }),
          database.idempotencyRecord.create({
            data: { userId, key: keyText, fingerprint, refused: false, body: answer as object, at },
          }),
        ])
        return { answer, replayed: false }
      } catch (error) {
        const replay = isKeyTaken(error) && (await replayOf<typeof answer>(database, key))
        if (replay) return replay
        throw error
      }
    },

    find,

    list: (page) => listLots(database, readLots, page),

    async unopened(limit) {
      const now = await clock.now()
      const rows = await database.lot.findMany({
        where: { opened: false, withdrawn: false, opensAt: { lte: now }, closesAt: { gt: now } },
        orderBy: { opensAt: 'asc' },
        take: limit,
        select: { id: true },
      })
      return rows.map(({ id }) => id as LotId)
    },

    /** Rows that another process is settling right now are passed over, not waited for. */
    due: async (limit) => database.$queryRaw<{ id: LotId; seller: UserId }[]>`
      select id, seller_id as seller from lot
      where not settled and not withdrawn and closes_at <= ${await clock.now()}::timestamptz
      order by closes_at limit ${limit} for no key update skip locked`,
  }
}

/** Fits work on a lot to what the queue takes: its command is bound, its types are its own again. */
function decisionOf<Request, Outcome extends Effects, Answer>(
  work: LotWork<Request, Outcome, Answer>,
  request: Request,
): Command['decide'] {
  return ({ lot, wallets }, now) => {
    if (!lot) throw new Error('Work on a lot was given none')
    const decision = work.decide({ lot, wallets }, request, now)
    if (isDomainError(decision)) return decision
    const { next, outcome } = decision
    return {
      next,
      effects: outcome,
      reply: ({ id, seq, at }) => work.reply(outcome, { id: id as never, seq, at }),
    }
  }
}

const newLot = (draft: Parameters<Lots['add']>[0]): Lot => ({
  ...draft,
  id: newId(),
  schedule: null,
  standing: null,
  bidCount: 0,
  opened: false,
  withdrawn: false,
  settled: false,
  version: 1,
})

/** The lots of these ids, in that order; null where there is none. */
async function findLots(
  readLots: ReadLots,
  ids: readonly LotId[],
): Promise<readonly (Lot | null)[]> {
  const rows = await readLots({ where: { id: { in: [...new Set(ids)] } } })
  const lots = new Map(rows.map((row) => [row.id, lotOf(row)]))
  return ids.map((id) => lots.get(id) ?? null)
}
