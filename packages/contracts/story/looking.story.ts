import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { anybody, arrive, euros, openLot, type Person, placeBid } from './house.ts'

let seller: Person
let ben: Person
let cleo: Person

beforeAll(async () => {
  ;[seller, ben, cleo] = await Promise.all([arrive('Selma'), arrive('Ben'), arrive('Cleo')])
})

/** A word that stands in no other lot. */
const word = () => `w${randomUUID().replaceAll('-', '')}`

const idsOf = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

describe('looking for lots', () => {
  it('finds a part of a title, in any case, newest first', async () => {
    const rare = word()
    const first = await openLot(seller, { title: `Globe ${rare} on a stand` })
    const second = await openLot(seller, { title: `Pair of ${rare}s` })
    await openLot(seller, { title: 'Something else' })

    const page = await anybody.listLots({ q: rare.toUpperCase() })

    expect(idsOf(page)).toEqual([second.id, first.id])
  })

  it('takes every letter for itself', async () => {
    const rare = word()
    const lot = await openLot(seller, { title: `${rare} 100% brass` })

    const pages = await Promise.all([
      anybody.listLots({ q: `${rare} 100%` }),
      anybody.listLots({ q: `${rare}_100` }),
      anybody.listLots({ q: `${rare}%brass` }),
    ])

    expect(pages.map(idsOf)).toEqual([[lot.id], [], []])
  })

  it('finds the lots of a seller, and of a status', async () => {
    const dealer = await arrive('Dora')
    const live = await openLot(dealer)
    const withdrawn = await openLot(dealer)
    await dealer.withdrawLot({ lotId: withdrawn.id })

    const all = await anybody.listLots({ seller: dealer.id })
    const open = await anybody.listLots({ seller: dealer.id, status: 'live' })

    expect(idsOf(all)).toEqual([withdrawn.id, live.id])
    expect(idsOf(open)).toEqual([live.id])
  })

  it('is walked page by page, each lot once, whatever it looks for', async () => {
    const rare = `${word()} ${'ß'.repeat(60)}`
    const lots = [await openLot(seller, { title: rare }), await openLot(seller, { title: rare })]

    const first = await anybody.listLots({ q: rare, limit: 1 })
    const second = await anybody.listLots({ q: rare, limit: 1, cursor: first.next ?? '' })

    expect([...idsOf(first), ...idsOf(second)]).toEqual([lots[1]?.id, lots[0]?.id])
    expect(second.next).toBeNull()
  })
})

describe('my bids', () => {
  it('are one a lot, the latest first, with the own maximum', async () => {
    const dora = await arrive('Dora')
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

  it('are walked page by page', async () => {
    const dora = await arrive('Dora')
    const lots = [await openLot(seller), await openLot(seller), await openLot(seller)]
    for (const lot of lots) await placeBid(dora, lot, euros(100))

    const first = await dora.listMyBids({ limit: 2 })
    const second = await dora.listMyBids({ limit: 2, cursor: first.next ?? '' })

    const seen = [...first.items, ...second.items].map(({ lot }) => lot.id)
    expect(seen).toEqual(lots.map(({ id }) => id).toReversed())
    expect(second.next).toBeNull()
  })

  it("are nobody else's", async () => {
    const { items } = await cleo.listMyBids()

    expect(items).toEqual([])
  })
})
