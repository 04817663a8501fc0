import type { LotId, User } from '@gavel/domain'
import { Client } from 'pg'
import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { aDatabase, waitingForLocks } from './a-database.ts'

const the = aDatabase()

/** Moves an amount to somebody's `held` and back, for a lot, by two transfers committed together. */
const thereAndBack = async (mover: Client, { id }: User, lotId: LotId) => {
  const [there, back] = [v7(), v7()]
  await mover.query(
    `insert into transfer (id, kind, lot_id, at)
     values ($1, 'hold', $3, now()), ($2, 'release', $3, now())`,
    [there, back, lotId],
  )
  await mover.query(
    `insert into entry (transfer_id, line, account_id, amount)
     select transfer_id, line, account.id, amount
     from (values ($1::uuid, 0, 'available', -100), ($1, 1, 'held', 100),
       ($2::uuid, 0, 'held', -100), ($2, 1, 'available', 100)) moved (transfer_id, line, kind, amount)
     join account on owner_id = $3 and account.kind::text = moved.kind`,
    [there, back, id],
  )
  await mover.query('commit')
}

describe('entries that are read while money moves', () => {
  it('show a transfer with all its lines, or not yet', async () => {
    const { evening, sql, store, url } = the()
    const ada = await evening.aPerson('Ada', 1_000_00)
    const lotId = await evening.aLot(await evening.aPerson('Seller'))
    await evening.bid(lotId, ada, 150_00)
    const mover = new Client({ connectionString: url })
    await mover.connect()
    await mover.query('begin')
    await mover.query('lock table transfer')

    const reading = store.wallets.entries(ada.id, { limit: 10 })
    await waitingForLocks(sql, 1)
    await thereAndBack(mover, ada, lotId)
    await mover.end()

    const shown = (await reading).items.map(({ kind, account }) => `${kind} ${account}`)
    expect(shown).toEqual(['hold held', 'hold available', 'deposit available'])
    expect((await store.wallets.entries(ada.id, { limit: 10 })).items).toHaveLength(7)
  })
})
