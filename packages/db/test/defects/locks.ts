import type { Transaction } from '../../src/client.ts'
import type * as statements from '../../src/decisions/statements.ts'
import { Prisma } from '../../src/generated/client.ts'

/** Where decisions meet that ought to have waited for each other; null while the locks are there. */
let meeting: { arrive(): Promise<void> } | null = null

/** Runs acts at once, in a house whose code locks nothing: all of them read before any writes. */
export async function withoutLocks<Answer>(
  acts: readonly (() => Promise<Answer>)[],
): Promise<PromiseSettledResult<Answer>[]> {
  let [missing, open] = [acts.length, () => {}]
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  meeting = {
    async arrive() {
      missing -= 1
      if (missing <= 0) open()
      await opened
    },
  }
  try {
    return await Promise.allSettled(acts.map((act) => act()))
  } finally {
    meeting = null
  }
}

/** The module `statements.ts` with a switch: without locks, it reads what it would have locked. */
export const unlocked = (original: typeof statements): typeof statements => ({
  ...original,
  async lock(transaction, asked) {
    if (!meeting) return original.lock(transaction, asked)
    const row = await original.lock(reading(transaction), asked)
    await meeting.arrive()
    return row
  },
})

/** A transaction that takes the row locks out of what it is asked. */
const reading = (transaction: Transaction) =>
  ({
    $queryRaw: (text: TemplateStringsArray, ...values: unknown[]) =>
      transaction.$queryRaw(
        Prisma.sql(
          text.map((part) => part.replaceAll('for no key update', '')),
          ...values,
        ),
      ),
  }) as Transaction
