import type { Database } from '../../src/client.ts'
import type * as client from '../../src/client.ts'
import type * as batch from '../../src/decisions/batch.ts'
import type { Locked } from '../../src/decisions/locked.ts'
import type { Writes } from '../../src/decisions/writes.ts'
import type { Act } from './acts.ts'

/** What a bug in the code comes to: it reads what is not there, or writes what was not decided. */
export type Defect = {
  reads?: (locked: Locked) => Partial<Locked>
  writes?: (writes: Writes, locked: Locked) => void
  /** By model and operation, as `message.create`: what is asked of Prisma instead. */
  asks?: Record<string, (args: Args, ask: (args: Args) => Promise<object>) => Promise<object>>
}

/** What Prisma is asked for, as far as a defect changes it. */
export type Args = { where?: object; data?: Record<string, unknown> }

/** A defect, the act that it spoils, and what stops it: the database, or check_invariants(). */
export type PlantedDefect = Defect & {
  act: Act
  /** What the code does, told of it: "it forgets an entry". */
  defect: string
  /** The guard by which the database refuses it. */
  refusedAs?: string
  /** The invariants that check_invariants() finds broken. */
  foundAs?: readonly string[]
}

let planted: Defect | null = null

/** Runs something in a house whose code has a defect. */
export async function withDefect<Answer>(
  defect: Defect,
  run: () => Promise<Answer>,
): Promise<Answer> {
  planted = defect
  try {
    return await run()
  } finally {
    planted = null
  }
}

/** The module `batch.ts` with a switch: while a defect is planted, its decisions have it. */
export const defective = (original: typeof batch): typeof batch => ({
  ...original,
  decideBatch(locked, commands) {
    const read = { ...locked, ...planted?.reads?.(locked) }
    const decided = original.decideBatch(read, commands)
    planted?.writes?.(decided.writes, locked)
    return decided
  },
})

/** The module `client.ts` with a switch: while a defect is planted, Prisma's own queries have it. */
export const defectiveQueries = (original: typeof client): typeof client => ({
  ...original,
  openDatabase: (url) =>
    original.openDatabase(url).$extends({
      query: {
        $allModels: {
          $allOperations({ model, operation, args, query }) {
            const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}.${operation}`
            const asked = planted?.asks?.[name]
            return asked ? asked(args as Args, query as never) : query(args)
          },
        },
      },
    }) as unknown as Database,
})

/** Takes a row out of columns. */
export function forget(columns: Record<string, unknown[]>, row: number): void {
  for (const column of Object.values(columns)) column.splice(row, 1)
}

/** Takes all rows out of columns. */
export function forgetAll(...tables: Record<string, unknown[]>[]): void {
  for (const column of tables.flatMap((columns) => Object.values(columns))) column.length = 0
}

/** Changes a balance by so much more, and no entry. */
export function credit({ balances }: Writes, account: string, by: number): void {
  if (!balances.account.includes(account)) {
    balances.account.push(account)
    balances.change.push(0)
  }
  const row = balances.account.indexOf(account)
  balances.change[row] = (balances.change[row] ?? 0) + by
}

/** Changes an entry by so much, and the balance of its account with it. */
export function pay(writes: Writes, entry: number, by: number): void {
  const { amount, account } = writes.entries
  amount[entry] = (amount[entry] ?? 0) + by
  credit(writes, account[entry] ?? '', by)
}

/** Books an entry on another account, and changes the balances of both. */
export function payTo(writes: Writes, entry: number, account: string): void {
  const { entries } = writes
  const amount = entries.amount[entry] ?? 0
  credit(writes, entries.account[entry] ?? '', -amount)
  credit(writes, account, amount)
  entries.account[entry] = account
}
