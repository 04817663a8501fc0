import { type LotWork, createAuctionHouse, type Ports, type User } from '@gavel/domain'
import { describe, expect, it } from 'vitest'
import { openDatabase } from '../src/client.ts'
import { decideBatch } from '../src/decisions/batch.ts'
import type { Command } from '../src/decisions/command.ts'
import { readLocked } from '../src/decisions/locked.ts'
import { lock, write } from '../src/decisions/statements.ts'
import { aDatabase, waitingForLocks } from './a-database.ts'
import { SETTINGS } from './ports/suite/an-evening.ts'

const the = aDatabase()

/** A bid as the store queues it up: the house hands its work to ports that only keep it. */
async function theCommandOf(lotId: string, bidder: User, maximum: number): Promise<Command> {
  let command: Command | undefined
  const onLot = async (_: string, work: LotWork<unknown, never, unknown>, request: unknown) => {
    command = {
      walletsToLock: work.walletsToLock(request),
      key: undefined,
      decide({ lot, wallets }, now) {
        const decision = work.decide({ lot: lot as never, wallets }, request, now)
        if (decision instanceof Error) return decision
        const { next, outcome } = decision
        return { next, effects: outcome, reply: () => null }
      },
    }
    return { answer: null, replayed: false }
  }
  const house = createAuctionHouse({ lots: { onLot } } as unknown as Ports, SETTINGS)
  await house.placeBid({ lotId: lotId as never, bidder, maximum: maximum as never, key: 'none' })
  if (!command) throw new Error('The house handed over no work')
  return command
}

describe('a bid that waits while somebody new takes the lead', () => {
  it('finds a leader whom its statement could not see, and is decided all the same', async () => {
    const { evening, sql, url } = the()
    const ada = await evening.aPerson('Ada', 1_000_00)
    const lotId = await evening.aLot(await evening.aPerson('Seller'))
    const other = openDatabase(url)
    let waiting: ReturnType<typeof evening.bid> | undefined

    const zoe = await other.$transaction(async (transaction) => {
      await transaction.$queryRaw`select from lot where id = ${lotId}::uuid for update`
      waiting = evening.bid(lotId, ada, 300_00)
      await waitingForLocks(sql, 1)
      const newcomer = await evening.aPerson('Zoe', 1_000_00)
      const command = await theCommandOf(lotId, newcomer, 200_00)
      const row = await lock(transaction, { lotId, walletsToLock: [newcomer.id], keys: [] })
      await write(transaction, decideBatch(readLocked(row), [command]).writes)
      return newcomer
    })
    await other.$disconnect()

    expect((await waiting)?.answer).toMatchObject({ leading: true, lot: { price: 210_00 } })
    expect(await evening.walletOf(zoe)).toEqual({ available: 1_000_00, held: 0 })
    expect(await evening.walletOf(ada)).toEqual({ available: 670_00, held: 330_00 })
  })
})
