import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { anonymous, newUser, euros, openLot, type TestUser, placeBid } from '../fixtures.ts'

let seller: TestUser
let ben: TestUser
let cleo: TestUser

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([newUser('Selma'), newUser('Ben'), newUser('Cleo')])
})

/** A word that occurs in no other lot. */
const word = () => `w${randomUUID().replaceAll('-', '')}`

const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

describe('listLots with q', () => {
  it('finds part of a title in any letter case, newest first', async () => {
    const rare = word()
    const first = await openLot(seller, { title: `Globe ${rare} on a stand` })
    const second = await openLot(seller, { title: `Pair of ${rare}s` })
    await openLot(seller, { title: 'Something else' })

    const page = await anonymous.listLots({ q: rare.toUpperCase() })

    expect(idsOf(page)).toEqual([second.id, first.id])
  })

  it('treats wildcard characters literally', async () => {
    const rare = word()
    const lot = await openLot(seller, { title: `${rare} 100% brass` })

    const pages = await Promise.all([
      anonymous.listLots({ q: `${rare} 100%` }),
      anonymous.listLots({ q: `${rare}_100` }),
      anonymous.listLots({ q: `${rare}%brass` }),
    ])

    expect(pages.map(idsOf)).toEqual([[lot.id], [], []])
  })

  it('filters by seller and by status', async () => {
    const dealer = await newUser('Dora')
    const live = await openLot(dealer)
    const withdrawn = await openLot(dealer)
    await dealer.withdrawLot({ lotId: withdrawn.id })

    const all = await anonymous.listLots({ seller: dealer.id })
    const open = await anonymous.listLots({ seller: dealer.id, status: 'live' })

    expect(idsOf(all)).toEqual([withdrawn.id, live.id])
    expect(idsOf(open)).toEqual([live.id])
  })

  it('returns every match once across pages', async () => {
    const rare = `${word()} ${'ß'.repeat(60)}`
    const lots = [await openLot(seller, { title: rare }), await openLot(seller, { title: rare })]

    const first = await anonymous.listLots({ q: rare, limit: 1 })
    const second = await anonymous.listLots({ q: rare, limit: 1, cursor: first.next ?? '' })

    expect([...idsOf(first), ...idsOf(second)]).toEqual([lots[1]?.id, lots[0]?.id])
    expect(second.next).toBeNull()
  })
})

describe('listMyBids', () => {
  it("returns one entry per lot, latest first, with the caller's maximum", async () => {
    const dora = await newUser('Dora')
    const [globe, map] = [await openLot(seller), await openLot(seller)]
    await placeBid(dora, globe, euros(100))
    await placeBid(dora, map, euros(111))
    await placeBid(dora, globe, euros(222))
    await placeBid(ben, map, euros(333))

    const { items, next } = await dora.listMyBids()

    expect(next).toBeNull()
    expect(items).toMatchObject([
      { lot: { id: globe.id, price: euros(100) }, maximum: euros(222), leading: true },
      { lot: { id: map.id, leader: { id: ben.id } }, maximum: euros(111), leading: false },
    ])
  })

  it('returns further pages by cursor', async () => {
    const dora = await newUser('Dora')
    const lots = [await openLot(seller), await openLot(seller), await openLot(seller)]
    for (const lot of lots) await placeBid(dora, lot, euros(100))

    const first = await dora.listMyBids({ limit: 2 })
    const second = await dora.listMyBids({ limit: 2, cursor: first.next ?? '' })

    const seen = [...first.items, ...second.items].map(({ lot }) => lot.id)
    expect(seen).toEqual(lots.map(({ id }) => id).toReversed())
    expect(second.next).toBeNull()
  })

  it('returns no bids of other users', async () => {
    const { items } = await cleo.listMyBids()

    expect(items).toEqual([])
  })
})
