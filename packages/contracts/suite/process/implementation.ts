import { randomUUID } from 'node:crypto'
import { inject } from 'vitest'
import { type Client, createClient } from '../../src/client.ts'
import { type Running, startServer } from './server.ts'

// The process tests start servers of their own, so `fixtures.ts`, which uses `baseUrl`, does not apply.

/**
 * Starts the implementation under test on the database of the process tests.
 * @param variables - environment variables, by the names in `src/settings.ts`; `DATABASE_URL` replaces
 * the address of the database.
 */
export function startImplementation(variables: Record<string, string> = {}): Promise<Running> {
  const start = inject('start')
  if (!start) throw new Error('The process tests need --command')
  return startServer(start, variables)
}

/** The address of the database of the process tests. */
export const processDatabaseUrl = (): string => inject('start')?.databaseUrl ?? ''

export const PASSWORD = 'going going gone'
export const newEmail = (): string => `${randomUUID()}@contract.test`

/** A signed-in user, and clients of that user at any server. */
export type ProcessUser = { id: string; token: string; at(server: Running): Client }

export async function signUpAt(server: Running, funds = 0): Promise<ProcessUser> {
  const account = { email: newEmail(), password: PASSWORD, name: 'Anna' }
  const { user, token } = await createClient(server.baseUrl).signUp(account)
  const at = ({ baseUrl }: Running) => createClient(baseUrl, { token })
  if (funds > 0) await at(server).deposit({ amount: funds, key: randomUUID() })
  return { id: user.id, token, at }
}

/** Creates a lot that is live for 15 minutes. */
export async function openLotAt(server: Running, seller: ProcessUser) {
  const lot = { title: 'Globe', description: 'Two feet.', startingPrice: 100_00 }
  const { id: lotId } = await seller.at(server).consignLot({ ...lot, key: randomUUID() })
  const [opensAt = '', closesAt = ''] = [-60, 900].map((seconds) =>
    new Date(Date.now() + seconds * 1_000).toISOString(),
  )
  return seller.at(server).scheduleLot({ lotId, opensAt, closesAt })
}
