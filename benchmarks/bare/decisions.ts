import { type Database, decisionsOn, lotsIn } from '@gavel/db/parts'
import { type AuctionHouse, createAuctionHouse, type Ports } from '@gavel/domain'
import type { Pool, PoolClient } from 'pg'
import { RULES } from '../house.ts'

type Announce = Parameters<typeof decisionsOn>[2]

/** A house in which one can only bid, on whatever runs the two statements of a decision. */
export function biddingHouse(
  database: Database,
  announce: Announce,
): Pick<AuctionHouse, 'placeBid'> {
  const clock = { now: async () => new Date() }
  const lots = lotsIn(database, decisionsOn(database, null, announce), clock)
  return createAuctionHouse({ lots, clock } as unknown as Ports, RULES)
}

/**
 * What a decision asks of Prisma, by `pg` alone: a transaction, and in it the same two statements,
 * each with a name, so that PostgreSQL parses it once a connection.
 */
export function transactionsOn(pool: Pool): Database {
  const transaction = async <T>(work: (statements: object) => Promise<T>): Promise<T> => {
    const client = await pool.connect()
    try {
      await client.query('begin')
      const done = await work({ $queryRaw: statementsOn(client) })
      await client.query('commit')
      return done
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  }
  return { $transaction: transaction } as unknown as Database
}

const names = new Map<TemplateStringsArray, { name: string; text: string }>()

const statementsOn =
  (client: PoolClient) =>
  async (parts: TemplateStringsArray, ...values: unknown[]): Promise<object[]> => {
    const { rows } = await client.query<object>({ ...statementOf(parts), values })
    return rows
  }

function statementOf(parts: TemplateStringsArray) {
  const known = names.get(parts)
  if (known) return known
  const text = parts.reduce((before, after, index) => `${before}$${index}${after}`)
  const statement = { name: `decision${names.size}`, text }
  names.set(parts, statement)
  return statement
}
