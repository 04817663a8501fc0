import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { migrate } from '../src/launch/index.ts'
import { type AHouse, aHouse } from './defects/a-house.ts'
import { type Act, ACTS } from './defects/acts.ts'
import { ENDINGS } from './defects/endings.ts'
import { HOLDS } from './defects/holds.ts'
import { LEDGER } from './defects/ledger.ts'
import { LOGS } from './defects/logs.ts'
import { forgetAll, type PlantedDefect, withDefect } from './defects/planted.ts'
import { guardOf } from './defects/refusal.ts'
import { TALK } from './defects/talk.ts'
import { newKey } from './ports/suite/an-evening.ts'

// The switches of a defect stand in these mocks, not in the product: all else runs as it does.
vi.mock('../src/decisions/batch.ts', async (original) =>
  (await import('./defects/planted.ts')).defective(await original()),
)
vi.mock('../src/client.ts', async (original) =>
  (await import('./defects/planted.ts')).defectiveQueries(await original()),
)

const DEFECTS: Record<string, PlantedDefect[]> = {
  ...LEDGER,
  ...HOLDS,
  ...ENDINGS,
  ...LOGS,
  ...TALK,
}

/** The house of all defects that are refused: none of them leaves anything behind. */
let house: AHouse

beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

/** A house of a test's own, for what is corrupt cannot be repaired. */
async function inAnotherHouse(run: (house: AHouse) => Promise<void>): Promise<void> {
  const another = await aHouse()
  try {
    await run(another)
  } finally {
    await another.close()
  }
}

const namesIn = (breaches: readonly string[]) =>
  new Set(breaches.map((breach) => breach.split(':')[0]))

describe('code without a defect', () => {
  const refusals: Partial<Record<Act, string>> = {
    'a bid of an empty wallet': 'insufficient-funds',
    'a bid of the seller': 'own-lot',
    'a withdrawal from an empty wallet': 'insufficient-funds',
    'a message after the withdrawal': 'lot-not-live',
  }

  it.each(Object.keys(ACTS) as Act[])('leaves a house that is right: %s', async (act) => {
    const perform = await ACTS[act](house)

    const outcome = await perform().then(
      () => 'done',
      (error: { code?: string }) => error.code,
    )

    expect(outcome).toBe(refusals[act] ?? 'done')
    expect(await house.store.breaches()).toEqual([])
  })
})

describe.each(Object.entries(DEFECTS))('code that would break %s', (_, defects) => {
  it.each(defects.filter(({ refusedAs }) => refusedAs))(
    'is refused by $refusedAs in $act: it $defect',
    async ({ act, refusedAs, ...defect }) => {
      const perform = await ACTS[act](house)
      const before = await house.ledger()

      const failure = await withDefect(defect, perform).catch((error: unknown) => error)

      expect(guardOf(failure)).toBe(refusedAs)
      expect(await house.ledger()).toBe(before)
    },
  )

  it.each(defects.filter(({ foundAs }) => foundAs))(
    'is found in $act: it $defect',
    ({ act, foundAs, ...defect }) =>
      inAnotherHouse(async (another) => {
        const perform = await ACTS[act](another)

        await withDefect(defect, perform)

        expect(namesIn(await another.store.breaches())).toEqual(new Set(foundAs))
      }),
  )
})

describe('code that writes what is no longer as it was read', () => {
  it.each<PlantedDefect>([
    {
      act: 'a bid that takes the lead',
      defect: 'does not raise the version of the lot',
      writes(writes, { state }) {
        const version = state.lot?.version ?? 0
        if (writes.lot) writes.lot = { ...writes.lot, version }
      },
    },
    {
      act: 'an end below the reserve',
      defect: 'closes a hold that is not there',
      writes({ closing }, { lotId }) {
        if (closing && lotId) closing.hold = lotId
      },
    },
    {
      act: 'a deposit',
      defect: 'changes the balance of an account that is not there',
      writes({ balances, transfers }) {
        balances.account[0] = transfers.id[0] ?? ''
      },
    },
  ])('is refused by its own count of rows in $act: it $defect', async ({ act, ...defect }) => {
    const perform = await ACTS[act](house)
    const before = await house.ledger()

    const failure = withDefect(defect, perform)

    await expect(failure).rejects.toThrow(/^A decision found .* rows to write$/)
    expect(await house.ledger()).toBe(before)
  })
})

describe('code that loses a key', () => {
  it('is refused by idempotency_pkey in a deposit that is sent again: it does not look', async () => {
    const perform = await ACTS['a deposit that is sent again'](house)
    const before = await house.ledger()

    const failure = await withDefect({ reads: () => ({ records: new Map() }) }, perform).catch(
      (error: unknown) => error,
    )

    expect(guardOf(failure)).toBe('idempotency_pkey')
    expect(await house.ledger()).toBe(before)
  })

  it('breaks no invariant, and the promise of the ports that a retry deposits once', async () => {
    const { evening, store } = house
    const [owner, key] = [await evening.aPerson('Owner'), newKey()]
    const deposit = () => evening.deposit(owner, 10_00, key)

    await withDefect({ writes: ({ keys }) => forgetAll(keys) }, deposit)
    const again = await deposit()

    expect(again.replayed).toBe(false)
    expect(await evening.walletOf(owner)).toEqual({ available: 20_00, held: 0 })
    expect(await store.breaches()).toEqual([])
  })
})

/** What somebody might write who does not know of guards that the schema of Prisma cannot say. */
const MIGRATIONS = [
  { loss: 'DROP INDEX "hold_once"', found: 'index hold_once on hold' },
  {
    loss: 'ALTER TABLE "account" DROP CONSTRAINT "no_overdraft"',
    found: 'constraint no_overdraft on account',
  },
  { loss: 'DROP TRIGGER "never_changes" ON "entry"', found: 'trigger never_changes on entry' },
]

describe('a migration that would break guards_present', () => {
  it.each(MIGRATIONS)('is found: $loss', ({ loss, found }) =>
    inAnotherHouse(async ({ url, store }) => {
      const folder = mkdtempSync(join(tmpdir(), 'gavel-defect-'))
      mkdirSync(join(folder, '29990101000000_defect'))
      writeFileSync(join(folder, '29990101000000_defect', 'migration.sql'), loss)

      await migrate(url, folder)
      rmSync(folder, { recursive: true })

      expect(await store.breaches()).toEqual([`guards_present: ${found}`])
    }),
  )
})

describe('every invariant', () => {
  it('has code above that would break it, and is what names it', async () => {
    const { rows } = await house.sql.query<{ prosrc: string }>(
      `select prosrc from pg_proc where proname like 'check%'`,
    )

    const source = rows.map(({ prosrc }) => prosrc).join()
    const invariants = [...source.matchAll(/\bSELECT (?:DISTINCT )?'(\w+)'/g)].map(
      ([, name]) => name,
    )
    const named = Object.entries(DEFECTS).filter(([invariant, defects]) =>
      defects.some(({ refusedAs, foundAs }) => [refusedAs, ...(foundAs ?? [])].includes(invariant)),
    )
    expect(new Set([...named.map(([invariant]) => invariant), 'guards_present'])).toEqual(
      new Set(invariants),
    )
  })
})
